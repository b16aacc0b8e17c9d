package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a preflight looked at.
 *
 * @param what that is, in a few words
 * @param detail what was found and, unless all is well, what to do about it
 */
public record Symptom(Severity severity, String what, String detail) {
  /** How bad it is. */
  public enum Severity {
    FINE,
    /** Works, but not as it should; or could not be looked at. */
    DOUBTFUL,
    /** A run would fail. */
    BROKEN
  }

  public Symptom {
    requireNonNull(severity, "severity");
    requireNonNull(what, "what");
    requireNonNull(detail, "detail");
  }

  public static Symptom fine(String what, String detail) {
    return new Symptom(Severity.FINE, what, detail);
  }

  public static Symptom doubtful(String what, String detail) {
    return new Symptom(Severity.DOUBTFUL, what, detail);
  }

  public static Symptom broken(String what, String detail) {
    return new Symptom(Severity.BROKEN, what, detail);
  }
}
