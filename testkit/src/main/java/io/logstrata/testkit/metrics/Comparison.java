package io.logstrata.testkit.metrics;

import java.util.Arrays;
import java.util.Optional;

/** How a value is compared with a fixed threshold. */
public enum Comparison {
  AT_LEAST("GreaterThanOrEqualToThreshold", "greater than or equal to"),
  ABOVE("GreaterThanThreshold", "greater than"),
  BELOW("LessThanThreshold", "less than"),
  AT_MOST("LessThanOrEqualToThreshold", "less than or equal to");

  private final String word;
  private final String phrase;

  Comparison(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /** Returns AWS's word, such as {@code GreaterThanThreshold}. */
  public String word() {
    return word;
  }

  String phrase() {
    return phrase;
  }

  public static Optional<Comparison> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  boolean breached(double value, double threshold) {
    return switch (this) {
      case AT_LEAST -> value >= threshold;
      case ABOVE -> value > threshold;
      case BELOW -> value < threshold;
      case AT_MOST -> value <= threshold;
    };
  }
}
