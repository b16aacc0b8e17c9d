package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import java.util.NoSuchElementException;

/**
 * What became of a question.
 *
 * @param value the answer, only with {@link Verdict#GIVEN}
 * @param reason why there is none, and what to do about it
 */
public record Answer<T>(Verdict verdict, T value, String reason) {
  public enum Verdict {
    GIVEN,
    /** Nobody answered, or the service was too busy: asking later may help. */
    UNREACHABLE,
    /** Asking again would not help. */
    REFUSED,
    /** Nor would it before somebody grants what the reason names. */
    DENIED
  }

  public Answer {
    requireNonNull(verdict, "verdict");
    requireNonNull(reason, "reason");
    if (verdict == Verdict.GIVEN) {
      requireNonNull(value, "value");
    }
  }

  public static <T> Answer<T> of(T value) {
    return new Answer<>(Verdict.GIVEN, value, "");
  }

  public static <T> Answer<T> unreachable(String reason) {
    return new Answer<>(Verdict.UNREACHABLE, null, reason);
  }

  public static <T> Answer<T> refused(String reason) {
    return new Answer<>(Verdict.REFUSED, null, reason);
  }

  public static <T> Answer<T> denied(String reason) {
    return new Answer<>(Verdict.DENIED, null, reason);
  }

  public boolean given() {
    return verdict == Verdict.GIVEN;
  }

  /** The same verdict and reason about another question. */
  public <U> Answer<U> withoutValue() {
    if (given()) {
      throw new IllegalStateException("a given answer has a value");
    }
    return new Answer<>(verdict, null, reason);
  }

  /** The answer. Ask {@link #given} first. */
  public T get() {
    if (!given()) {
      throw new NoSuchElementException(reason);
    }
    return value;
  }
}
