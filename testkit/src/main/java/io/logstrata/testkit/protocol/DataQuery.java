package io.logstrata.testkit.protocol;

import io.logstrata.testkit.metrics.Datapoint;
import io.logstrata.testkit.metrics.Metric;
import io.logstrata.testkit.metrics.MetricStore;
import io.logstrata.testkit.metrics.Statistic;
import io.logstrata.testkit.rules.MetricRules;
import io.logstrata.testkit.rules.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One query of GetMetricData. Source of what is refused: the API reference, MetricDataQuery. */
record DataQuery(
    String id,
    String label,
    Metric metric,
    Optional<String> unit,
    Statistic statistic,
    int periodSeconds,
    boolean returned) {
  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
  private static final int MINUTE = 60;

  static DataQuery of(Input input) {
    String id = input.requiredText("Id");
    if (!ID.matcher(id).matches()) {
      throw AlarmInput.invalid(
          "The value "
              + id
              + " for parameter Id must begin with a lowercase letter and have letters, digits and"
              + " underscores only.");
    }
    if (input.has("Expression") == input.has("MetricStat")) {
      throw AlarmInput.invalid(
          "Exactly one of Expression and MetricStat must be given for " + id + ".");
    }
    if (input.has("Expression")) {
      throw AlarmInput.invalid(
          "The testkit computes no expressions: " + id + " is " + input.text("Expression"));
    }
    Input stat = input.structure("MetricStat").orElseThrow();
    Input named =
        stat.structure("Metric")
            .orElseThrow(
                () -> Refusal.constraint(null, "metricStat.metric", "Member must not be null"));
    Metric metric = MetricInput.metric(named);
    int period =
        stat.numberBetween("Period", 1, Integer.MAX_VALUE)
            .orElseThrow(
                () -> Refusal.constraint(null, "metricStat.period", "Member must not be null"));
    MetricRules.checkDataPeriod(period);
    String word = stat.requiredText("Stat");
    Statistic statistic =
        Statistic.of(word)
            .orElseThrow(
                () ->
                    AlarmInput.invalid(
                        "The testkit knows SampleCount, Average, Sum, Minimum and Maximum: not "
                            + word
                            + "."));
    return new DataQuery(
        id,
        input.optionalText("Label").orElse(metric.name()),
        metric,
        MetricInput.unit(stat),
        statistic,
        period,
        input.flag("ReturnData", true));
  }

  /** Returns the periods that have values; the first one begins at the start's minute. */
  List<Datapoint> over(MetricStore store, Instant start, Instant end, boolean ascending) {
    long grain = periodSeconds < MINUTE ? periodSeconds : MINUTE;
    long first = Math.floorDiv(start.getEpochSecond(), grain) * grain;
    long last = end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
    List<Datapoint> points = new ArrayList<>();
    for (long from = first; from < last; from += periodSeconds) {
      Instant at = Instant.ofEpochSecond(from);
      store
          .between(metric, unit, from, Math.min(from + periodSeconds, last))
          .ifPresent(set -> points.add(new Datapoint(at, statistic.of(set))));
    }
    if (!ascending) {
      Collections.reverse(points);
    }
    return points;
  }
}
