package io.logstrata.testkit.metrics;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric's identity: other dimensions are another metric.
 *
 * @param dimensions name to value, sorted
 */
public record Metric(String namespace, String name, SortedMap<String, String> dimensions) {
  public Metric {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }

  public static Metric of(String namespace, String name, Map<String, String> dimensions) {
    return new Metric(namespace, name, new TreeMap<>(dimensions));
  }
}
