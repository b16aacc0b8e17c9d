package io.logstrata.archiver.aws;

import io.logstrata.archiver.setup.Actual;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** Metric filters and alarms as the services show them, as plain values. */
final class ActualAlarms {
  private ActualAlarms() {}

  static Actual.Filter filter(MetricFilter filter) {
    // The service takes exactly one.
    MetricTransformation made = filter.metricTransformations().get(0);
    return new Actual.Filter(
        Objects.requireNonNullElse(filter.filterPattern(), ""),
        made.metricNamespace(),
        made.metricName(),
        made.metricValue(),
        Optional.ofNullable(made.defaultValue()),
        made.unitAsString() == null ? "None" : made.unitAsString(),
        made.dimensions(),
        undeclared(filter));
  }

  /** What changes which events count, or where they are counted, and cannot be declared. */
  private static List<String> undeclared(MetricFilter filter) {
    List<String> found = new ArrayList<>();
    if (Boolean.TRUE.equals(filter.applyOnTransformedLogs())) {
      found.add("applyOnTransformedLogs");
    }
    if (filter.fieldSelectionCriteria() != null && !filter.fieldSelectionCriteria().isEmpty()) {
      found.add("fieldSelectionCriteria " + filter.fieldSelectionCriteria());
    }
    if (!filter.emitSystemFieldDimensions().isEmpty()) {
      found.add("emitSystemFieldDimensions " + filter.emitSystemFieldDimensions());
    }
    return found;
  }

  static Actual.Alarm alarm(MetricAlarm alarm) {
    int periods = number(alarm.evaluationPeriods());
    return new Actual.Alarm(
        metric(alarm),
        Objects.requireNonNullElse(
            alarm.statisticAsString(),
            Objects.requireNonNullElse(alarm.extendedStatistic(), "none")),
        Objects.requireNonNullElse(alarm.comparisonOperatorAsString(), "none"),
        alarm.threshold() == null ? Double.NaN : alarm.threshold(),
        number(alarm.period()),
        periods,
        alarm.datapointsToAlarm() == null ? periods : alarm.datapointsToAlarm(),
        // What the API reference says of an alarm that was not told.
        Objects.requireNonNullElse(alarm.treatMissingData(), "missing"),
        !Boolean.FALSE.equals(alarm.actionsEnabled()),
        alarm.alarmActions());
  }

  private static int number(Integer value) {
    return value == null ? 0 : value;
  }

  /** With whatever else picks what is watched, so that it differs from a plain metric. */
  private static String metric(MetricAlarm alarm) {
    if (alarm.evaluationCriteria() != null) {
      return "a PromQL query";
    }
    if (!alarm.metrics().isEmpty()) {
      return "an expression of metrics";
    }
    String dimensions =
        alarm.dimensions().stream()
            .map(dimension -> " " + dimension.name() + "=" + dimension.value())
            .collect(Collectors.joining());
    String unit =
        alarm.unitAsString() == null || alarm.unitAsString().equals("None")
            ? ""
            : " in " + alarm.unitAsString();
    return alarm.namespace() + "/" + alarm.metricName() + dimensions + unit;
  }
}
