package io.logstrata.testkit.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The metrics of one account and Region. Values lie at the second that they were given, or at the
 * minute's first when a metric has the resolution of a minute. Safe for several writers.
 */
public final class MetricStore {
  /** How long CloudWatch keeps values of one minute. Source: API reference, GetMetricData. */
  private static final Duration KEPT = Duration.ofDays(15);

  private final Map<Metric, Map<String, Series>> metrics = new HashMap<>();
  private final Clock clock;

  public MetricStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Adds values.
   *
   * @param unit as AWS spells it; {@code None} if there is none
   * @param second of the epoch
   * @param source who reports, so that its fallback can give way to what it finds
   */
  public synchronized void add(
      Metric metric, String unit, long second, String source, StatisticSet values) {
    series(metric, unit).add(second, source, values);
  }

  /** Says what counts as the source's value of that second as long as it adds none. */
  public synchronized void fallBack(
      Metric metric, String unit, long second, String source, double value) {
    series(metric, unit).fallBack(second, source, value);
  }

  private Series series(Metric metric, String unit) {
    Series series =
        metrics
            .computeIfAbsent(metric, key -> new HashMap<>())
            .computeIfAbsent(unit, key -> new Series());
    series.forgetBefore(clock.instant().minus(KEPT).getEpochSecond());
    return series;
  }

  /**
   * Returns what there is from one second to another, the later one excluded.
   *
   * @param unit only this unit; if empty, every unit
   */
  public synchronized Optional<StatisticSet> between(
      Metric metric, Optional<String> unit, long from, long to) {
    return chosen(metric, unit).stream()
        .flatMap(series -> series.between(from, to).stream())
        .reduce(StatisticSet::plus);
  }

  /** Returns the first second from the given one on that has values. */
  synchronized OptionalLong next(Metric metric, Optional<String> unit, long from) {
    return chosen(metric, unit).stream().flatMapToLong(series -> series.next(from).stream()).min();
  }

  private Collection<Series> chosen(Metric metric, Optional<String> unit) {
    Map<String, Series> byUnit = metrics.getOrDefault(metric, Map.of());
    if (unit.isEmpty()) {
      return byUnit.values();
    }
    Series series = byUnit.get(unit.get());
    return series == null ? List.of() : List.of(series);
  }

  /** Returns the metrics that have or had values. */
  public synchronized List<Metric> metrics() {
    return List.copyOf(metrics.keySet());
  }
}
