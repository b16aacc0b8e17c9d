package io.logstrata.testkit.metrics;

/**
 * What is kept of the values of one second or minute.
 *
 * @param count how many values, more than zero
 */
public record StatisticSet(double count, double sum, double minimum, double maximum) {
  public StatisticSet {
    if (!(count > 0)) {
      throw new IllegalArgumentException("count is " + count + ": give more than zero");
    }
  }

  /** Returns what is kept of a value that came once. */
  public static StatisticSet of(double value) {
    return new StatisticSet(1, value, value, value);
  }

  /** Returns what is kept of a value that came several times. */
  public static StatisticSet of(double value, double times) {
    return new StatisticSet(times, value * times, value, value);
  }

  StatisticSet plus(StatisticSet other) {
    return new StatisticSet(
        count + other.count,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }
}
