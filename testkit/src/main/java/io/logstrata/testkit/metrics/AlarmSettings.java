package io.logstrata.testkit.metrics;

import static java.util.Objects.requireNonNull;

import io.logstrata.testkit.AlarmState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An alarm as PutMetricAlarm declares it.
 *
 * @param description if one was given
 * @param actions what is to be told of which state, as ARNs
 * @param unit only values in this unit; if empty, in any
 * @param given what was given although it has a default: it is shown again only then
 */
public record AlarmSettings(
    String name,
    Optional<String> description,
    Actions actions,
    Metric metric,
    Optional<String> unit,
    Statistic statistic,
    Condition condition,
    Given given) {
  public AlarmSettings {
    requireNonNull(name, "name");
  }

  /**
   * When the alarm is to be raised.
   *
   * @param periodSeconds 10, 20, 30 or a multiple of 60
   * @param periods how many periods are looked at
   * @param datapointsToAlarm how many of them must breach
   */
  public record Condition(
      Comparison comparison,
      double threshold,
      int periodSeconds,
      int periods,
      int datapointsToAlarm,
      MissingData missingData) {
    boolean breachedBy(double value) {
      return comparison.breached(value, threshold);
    }
  }

  /** What is called when the alarm enters a state; nothing when it is not enabled. */
  public record Actions(
      boolean enabled, List<String> ok, List<String> alarm, List<String> insufficientData) {
    public Actions {
      ok = List.copyOf(ok);
      alarm = List.copyOf(alarm);
      insufficientData = List.copyOf(insufficientData);
    }

    List<String> on(AlarmState state) {
      if (!enabled) {
        return List.of();
      }
      return switch (state) {
        case OK -> ok;
        case ALARM -> alarm;
        case INSUFFICIENT_DATA -> insufficientData;
      };
    }
  }

  /** Members that DescribeAlarms shows only if they were given. */
  public record Given(OptionalInt datapointsToAlarm, Optional<String> treatMissingData) {}
}
