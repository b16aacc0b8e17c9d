package io.logstrata.testkit.metrics;

import java.util.Arrays;
import java.util.Optional;

/** The statistics that are more than percentiles. */
public enum Statistic {
  SAMPLE_COUNT("SampleCount"),
  AVERAGE("Average"),
  SUM("Sum"),
  MINIMUM("Minimum"),
  MAXIMUM("Maximum");

  private final String word;

  Statistic(String word) {
    this.word = word;
  }

  /** Returns AWS's word, such as {@code Sum}. */
  public String word() {
    return word;
  }

  /** Returns the statistic of that word, which is case-sensitive. */
  public static Optional<Statistic> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** Returns the statistic of what is kept. */
  public double of(StatisticSet set) {
    return switch (this) {
      case SAMPLE_COUNT -> set.count();
      case AVERAGE -> set.sum() / set.count();
      case SUM -> set.sum();
      case MINIMUM -> set.minimum();
      case MAXIMUM -> set.maximum();
    };
  }
}
