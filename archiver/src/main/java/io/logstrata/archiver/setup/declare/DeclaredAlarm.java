package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A metric filter at a log group that counts events, and an alarm on the count: the sum of each
 * period, compared with a threshold.
 *
 * @param name of the alarm
 * @param logGroup that the metric filter is at
 * @param filterName of the metric filter
 * @param threshold the count from which on a period is too bad
 * @param period whole minutes
 * @param periods how many periods in a row must be too bad
 * @param topic that is told when the alarm goes off
 */
public record DeclaredAlarm(
    String name,
    String logGroup,
    String filterName,
    DeclaredFilter filter,
    String metricNamespace,
    String metricName,
    double threshold,
    Duration period,
    int periods,
    MissingData missingData,
    String topic) {
  /** What is made of the values in a period. */
  public static final String STATISTIC = "Sum";

  /** How that is compared with the threshold. */
  public static final String COMPARISON = "GreaterThanOrEqualToThreshold";

  /** What each matching event adds to the metric. */
  public static final String METRIC_VALUE = "1";

  public DeclaredAlarm {
    requireNonNull(name, "name");
    requireNonNull(logGroup, "logGroup");
    requireNonNull(filterName, "filterName");
    requireNonNull(filter, "filter");
    requireNonNull(metricNamespace, "metricNamespace");
    requireNonNull(metricName, "metricName");
    requireNonNull(missingData, "missingData");
    requireNonNull(topic, "topic");
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("a threshold of " + threshold + " is always reached");
    }
    if (period.isZero()
        || period.isNegative()
        || !period.equals(Duration.ofMinutes(period.toMinutes()))) {
      throw new IllegalArgumentException(period + " is not a number of whole minutes");
    }
    if (periods < 1) {
      throw new IllegalArgumentException(periods + " periods are too few");
    }
  }

  /** The period as CloudWatch takes it. */
  public int periodSeconds() {
    return Math.toIntExact(period.toSeconds());
  }
}
