package io.logstrata.archiver.aws;

import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.insights.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/**
 * What puts alarms and metric filters. Both calls overwrite all that is there, so what cannot be
 * declared is taken over from it.
 */
final class AlarmRequests {
  // API reference, PutMetricAlarm: AlarmDescription.
  private static final int LONGEST_DESCRIPTION = 1_024;

  private AlarmRequests() {}

  static PutMetricFilterRequest filter(DeclaredAlarm alarm, Optional<MetricFilter> there) {
    // Zero for a minute without a match counts nothing, and draws a better graph.
    Double defaultValue =
        there
            .map(filter -> filter.metricTransformations().get(0).defaultValue())
            .filter(value -> value == 0)
            .orElse(null);
    MetricTransformation made =
        MetricTransformation.builder()
            .metricNamespace(alarm.metricNamespace())
            .metricName(alarm.metricName())
            .metricValue(DeclaredAlarm.METRIC_VALUE)
            .defaultValue(defaultValue)
            .build();
    PutMetricFilterRequest.Builder request =
        PutMetricFilterRequest.builder()
            .logGroupName(alarm.logGroup())
            .filterName(alarm.filterName())
            .filterPattern(alarm.filter().pattern())
            .metricTransformations(made);
    there.ifPresent(
        filter ->
            request
                .applyOnTransformedLogs(filter.applyOnTransformedLogs())
                .fieldSelectionCriteria(filter.fieldSelectionCriteria())
                .emitSystemFieldDimensions(
                    filter.hasEmitSystemFieldDimensions()
                        ? filter.emitSystemFieldDimensions()
                        : null));
    return request.build();
  }

  static PutMetricAlarmRequest alarm(
      DeclaredAlarm alarm, String topicArn, Optional<MetricAlarm> there) {
    List<String> actions = new ArrayList<>(there.map(MetricAlarm::alarmActions).orElse(List.of()));
    if (!actions.contains(topicArn)) {
      actions.add(topicArn);
    }
    return PutMetricAlarmRequest.builder()
        .alarmName(alarm.name())
        .alarmDescription(
            there.map(MetricAlarm::alarmDescription).orElseGet(() -> description(alarm)))
        .actionsEnabled(true)
        .alarmActions(actions)
        .okActions(there.map(MetricAlarm::okActions).orElse(List.of()))
        .insufficientDataActions(there.map(MetricAlarm::insufficientDataActions).orElse(List.of()))
        .namespace(alarm.metricNamespace())
        .metricName(alarm.metricName())
        .statistic(DeclaredAlarm.STATISTIC)
        .comparisonOperator(DeclaredAlarm.COMPARISON)
        .threshold(alarm.threshold())
        .period(alarm.periodSeconds())
        .evaluationPeriods(alarm.periods())
        .treatMissingData(alarm.missingData().text())
        .evaluationWindow(there.map(MetricAlarm::evaluationWindow).orElse(null))
        .build();
  }

  /** For whoever gets the mail at night. */
  private static String description(DeclaredAlarm alarm) {
    String text =
        "Events of "
            + alarm.logGroup()
            + " where "
            + alarm.filter().toFilter().map(Filter::toSentence).orElse(alarm.filter().pattern());
    return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
  }
}
