package io.logstrata.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A metric filter as it was put.
 *
 * @param transformation the one transformation's members, as they came
 */
public record MetricFilter(
    String name, String pattern, Map<String, Object> transformation, long createdMillis) {
  public MetricFilter {
    requireNonNull(name, "name");
    requireNonNull(pattern, "pattern");
    transformation = Map.copyOf(transformation);
  }
}
