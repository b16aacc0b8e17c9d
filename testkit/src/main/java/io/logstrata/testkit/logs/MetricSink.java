package io.logstrata.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** The port to CloudWatch, which metric filters report to. */
public interface MetricSink {
  /** Adds a value that a filter found. */
  void add(Place place, double value);

  /** Says what the filter's value of that minute is as long as it finds none. */
  void fallBack(Place place, double value);

  /**
   * Where a value belongs.
   *
   * @param unit as AWS spells it
   * @param minute the first second of a minute of the epoch
   * @param filter who reports
   */
  record Place(
      String namespace,
      String metric,
      Map<String, String> dimensions,
      String unit,
      long minute,
      String filter) {
    public Place {
      requireNonNull(namespace, "namespace");
      requireNonNull(metric, "metric");
      dimensions = Map.copyOf(dimensions);
      requireNonNull(unit, "unit");
      requireNonNull(filter, "filter");
    }
  }
}
