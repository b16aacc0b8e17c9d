package io.logstrata.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A metric filter as it was put.
 *
 * @param transformation the one transformation's members, as they came
 * @param counter what turns events into values of the metric
 */
public record MetricFilter(
    String name,
    String pattern,
    Map<String, Object> transformation,
    long createdMillis,
    FilterCounter counter) {
  public MetricFilter {
    requireNonNull(name, "name");
    requireNonNull(pattern, "pattern");
    requireNonNull(counter, "counter");
    transformation = Map.copyOf(transformation);
  }
}
