package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

/**
 * An attribute that is not as declared.
 *
 * @param old as it is, or {@link #NONE}
 * @param wanted as declared
 */
public record Difference(String attribute, String old, String wanted) {
  /** Stands for the value of an attribute that a thing does not have. */
  public static final String NONE = "none";

  public Difference {
    requireNonNull(attribute, "attribute");
    requireNonNull(old, "old");
    requireNonNull(wanted, "wanted");
  }

  @Override
  public String toString() {
    return attribute + " " + old + " -> " + wanted;
  }
}
