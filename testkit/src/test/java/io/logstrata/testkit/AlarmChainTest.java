package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.sns.SnsClient;

/** From an event to a mail, on a clock that is moved. */
final class AlarmChainTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String NAME = "umma-production-error-special";
  private static final String PATTERN =
      "{ $.level = \"error\" && $.statusCode != 400 && $.statusCode != 401 && $.statusCode != 403"
          + " && $.statusCode != 404 }";
  private final LocalCloud cloud = LocalCloud.builder().clock(TestClock.stoppedAt(NOON)).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);
  private final CloudWatchClient cloudWatch = Clients.cloudWatch(cloud);
  private final SnsClient sns = Clients.sns(cloud);
  private String topic;

  @BeforeEach
  void set_the_scene() {
    logs.createLogGroup(r -> r.logGroupName("umma-production"));
    logs.createLogStream(r -> r.logGroupName("umma-production").logStreamName("batch"));
    logs.putMetricFilter(
        r ->
            r.logGroupName("umma-production")
                .filterName("level-error-special")
                .filterPattern(PATTERN)
                .metricTransformations(
                    MetricTransformation.builder()
                        .metricNamespace("LogMetrics")
                        .metricName(NAME)
                        .metricValue("1")
                        .build()));
    topic = sns.createTopic(r -> r.name("alarms")).topicArn();
    sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("team@example.com"));
    cloudWatch.putMetricAlarm(
        r ->
            r.alarmName(NAME)
                .namespace("LogMetrics")
                .metricName(NAME)
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData("notBreaching")
                .alarmActions(topic));
  }

  @AfterEach
  void stop() {
    sns.close();
    cloudWatch.close();
    logs.close();
    cloud.close();
  }

  // region chain
  @Test
  void an_error_raises_the_alarm_and_a_mail_is_sent() throws Exception {
    cloud.confirmSubscription("team@example.com");
    assertThat(alarm().stateValueAsString()).isEqualTo("INSUFFICIENT_DATA");
    cloud.clock().advance(Duration.ofMinutes(1));
    assertThat(alarm().stateValueAsString()).isEqualTo("OK");
    assertThat(cloud.notifications()).isEmpty();

    put("{\"level\":\"error\",\"statusCode\":404}");
    put("{\"level\":\"error\",\"statusCode\":503}");
    cloud.clock().advance(Duration.ofMinutes(1));

    assertThat(alarm().stateValueAsString()).isEqualTo("ALARM");
    assertThat(alarm().stateReason())
        .isEqualTo(
            "Threshold Crossed: 1 out of the last 1 datapoint [1.0 (22/11/26 12:01:00)] was greater"
                + " than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM"
                + " transition).");
    List<Mail> mails = cloud.mailbox("team@example.com");
    assertThat(mails).extracting(Mail::confirmation).containsExactly(true, false);
    assertThat(mails.get(1).subject())
        .isEqualTo("ALARM: \"umma-production-error-special\" in ap-northeast-2");
    assertThat(mails.get(1).at()).isEqualTo(NOON.plusSeconds(120));
    JsonNode message = JsonMapper.builder().build().readTree(mails.get(1).message());
    assertThat(message.get("NewStateValue").asText()).isEqualTo("ALARM");
    assertThat(message.get("OldStateValue").asText()).isEqualTo("OK");
    assertThat(message.at("/Trigger/MetricName").asText()).isEqualTo(NAME);
  }

  // endregion

  @Test
  void an_address_that_has_not_confirmed_is_told_nothing() {
    put("{\"level\":\"error\",\"statusCode\":503}");
    cloud.clock().advance(Duration.ofMinutes(1));
    assertThat(cloud.mailbox("team@example.com")).extracting(Mail::confirmation).containsOnly(true);
    assertThat(cloud.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.recipients()).isEmpty());
  }

  @Test
  void goes_back_to_ok_when_the_errors_stop_and_remembers_both_changes() {
    put("{\"level\":\"error\",\"statusCode\":503}");
    cloud.clock().advance(Duration.ofHours(1));
    assertThat(cloud.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.state()).isEqualTo(AlarmState.OK);
              assertThat(alarm.changes())
                  .extracting(AlarmChange::to)
                  .containsExactly(AlarmState.ALARM, AlarmState.OK);
            });
  }

  private MetricAlarm alarm() {
    return cloudWatch.describeAlarms(r -> r.alarmNames(NAME)).metricAlarms().get(0);
  }

  private void put(String message) {
    logs.putLogEvents(
        r ->
            r.logGroupName("umma-production")
                .logStreamName("batch")
                .logEvents(
                    InputLogEvent.builder()
                        .timestamp(cloud.clock().millis())
                        .message(message)
                        .build()));
  }
}
