package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.setup.Actual;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredFilter;
import io.logstrata.archiver.setup.declare.MissingData;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cloudwatch.model.EvaluationWindow;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.SlidingWindow;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/** Both calls overwrite all: what cannot be declared must be sent again. */
final class AlarmRequestsTest {
  private static final String TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:alarms";
  private static final DeclaredAlarm DECLARED =
      new DeclaredAlarm(
          "special",
          "umma",
          "errors",
          new DeclaredFilter(
              DeclaredFilter.Kind.PATTERN, "{ $.level = \"error\" }", Optional.empty()),
          "LogMetrics",
          "special",
          1,
          Duration.ofMinutes(1),
          1,
          MissingData.NOT_BREACHING,
          "alarms");

  @Test
  void a_metric_filter_keeps_all_that_cannot_be_declared() {
    PutMetricFilterRequest request = AlarmRequests.filter(DECLARED, Optional.of(oldFilter()));

    assertThat(request)
        .isEqualTo(
            PutMetricFilterRequest.builder()
                .logGroupName("umma")
                .filterName("errors")
                .filterPattern("{ $.level = \"error\" }")
                .metricTransformations(
                    MetricTransformation.builder()
                        .metricNamespace("LogMetrics")
                        .metricName("special")
                        .metricValue("1")
                        .defaultValue(0.0)
                        .build())
                .applyOnTransformedLogs(true)
                .fieldSelectionCriteria("@aws.region = \"eu-west-1\"")
                .emitSystemFieldDimensions("@aws.account", "@aws.region")
                .build());
  }

  @Test
  void what_a_metric_filter_keeps_is_said_in_the_plan() {
    Actual.Filter shown = ActualAlarms.filter(oldFilter());

    assertThat(shown.undeclared())
        .containsExactly(
            "applyOnTransformedLogs",
            "fieldSelectionCriteria @aws.region = \"eu-west-1\"",
            "emitSystemFieldDimensions [@aws.account, @aws.region]");
    assertThat(AlarmRequests.filter(DECLARED, Optional.empty()).hasEmitSystemFieldDimensions())
        .isFalse();
  }

  @Test
  void an_alarm_keeps_all_that_cannot_be_declared() {
    EvaluationWindow window =
        EvaluationWindow.builder().slidingWindow(SlidingWindow.builder().build()).build();
    MetricAlarm old =
        MetricAlarm.builder()
            .alarmName("special")
            .alarmDescription("ours")
            .alarmActions("arn:aws:lambda:ap-northeast-2:123456789012:function:page")
            .okActions(TOPIC)
            .insufficientDataActions("arn:aws:sns:ap-northeast-2:123456789012:quiet")
            .evaluationWindow(window)
            .build();

    PutMetricAlarmRequest request = AlarmRequests.alarm(DECLARED, TOPIC, Optional.of(old));

    assertThat(request.alarmDescription()).isEqualTo("ours");
    assertThat(request.alarmActions())
        .containsExactly("arn:aws:lambda:ap-northeast-2:123456789012:function:page", TOPIC);
    assertThat(request.okActions()).containsExactly(TOPIC);
    assertThat(request.insufficientDataActions())
        .containsExactly("arn:aws:sns:ap-northeast-2:123456789012:quiet");
    assertThat(request.evaluationWindow()).isEqualTo(window);
  }

  @Test
  void the_services_calls_have_no_member_that_nobody_thought_of() {
    assertThat(PutMetricFilterRequest.builder().build().sdkFields())
        .extracting(SdkField::memberName)
        .containsExactlyInAnyOrder(
            "logGroupName",
            "filterName",
            "filterPattern",
            "metricTransformations",
            "applyOnTransformedLogs",
            "fieldSelectionCriteria",
            "emitSystemFieldDimensions");
    assertThat(PutMetricAlarmRequest.builder().build().sdkFields())
        .extracting(SdkField::memberName)
        .containsExactlyInAnyOrder(
            "AlarmName",
            "AlarmDescription",
            "ActionsEnabled",
            "OKActions",
            "AlarmActions",
            "InsufficientDataActions",
            "MetricName",
            "Namespace",
            "Statistic",
            "Period",
            "EvaluationPeriods",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData",
            "EvaluationWindow",
            // Compared with what is declared, and given up for it.
            "Dimensions",
            "Unit",
            "DatapointsToAlarm",
            "ExtendedStatistic",
            // Belong to other kinds of alarms: on percentiles, expressions, PromQL.
            "EvaluateLowSampleCountPercentile",
            "Metrics",
            "ThresholdMetricId",
            "EvaluationCriteria",
            "EvaluationInterval",
            // Stay: the call sets them at creation only.
            "Tags");
  }

  private static MetricFilter oldFilter() {
    return MetricFilter.builder()
        .logGroupName("umma")
        .filterName("errors")
        .filterPattern("ERROR")
        .metricTransformations(
            MetricTransformation.builder()
                .metricNamespace("Other")
                .metricName("other")
                .metricValue("2")
                .defaultValue(0.0)
                .build())
        .applyOnTransformedLogs(true)
        .fieldSelectionCriteria("@aws.region = \"eu-west-1\"")
        .emitSystemFieldDimensions("@aws.account", "@aws.region")
        .build();
  }
}
