package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/** Calls a second, as the quota page of CloudWatch Logs has them; the clock stands still. */
final class RatesTest {
  private final TestClock clock = TestClock.stoppedAt(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void throttles_the_sixth_call_of_a_second_when_told_to() {
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).limitRates().start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      for (int i = 0; i < 5; i++) {
        logs.describeExportTasks();
      }
      assertThatThrownBy(logs::describeExportTasks)
          .isInstanceOfSatisfying(
              CloudWatchLogsException.class,
              refusal -> assertThat(refusal.isThrottlingException()).isTrue());
      // The quota is one operation's: another is not touched by it.
      logs.describeLogGroups();
      clock.advance(Duration.ofSeconds(1));
      logs.describeExportTasks();
    }
  }

  @Test
  void throttles_nothing_unless_told_to() {
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      for (int i = 0; i < 30; i++) {
        logs.describeExportTasks();
      }
      assertThat(cloud.calls("DescribeExportTasks")).allMatch(Call::succeeded);
    }
  }

  @Test
  void a_refused_call_counts_and_its_refusal_stays_its_own() throws Exception {
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).limitRates().start()) {
      for (int i = 0; i < 5; i++) {
        assertThat(post(cloud, "PutRetentionPolicy")).contains("InvalidParameterException");
      }
      assertThat(post(cloud, "PutRetentionPolicy"))
          .contains("ThrottlingException")
          .contains("Rate exceeded");
    }
  }

  @Test
  void the_tags_of_other_services_use_up_no_quota_of_cloudwatch_logs() {
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).limitRates().start();
        CloudWatchLogsClient logs = Clients.logs(cloud);
        SnsClient sns = Clients.sns(cloud)) {
      cloud.createLogGroup("app");
      Tag tag = Tag.builder().key("team").value("umma").build();
      String topic = sns.createTopic(r -> r.name("alarms")).topicArn();
      for (int i = 0; i < 20; i++) {
        sns.tagResource(r -> r.resourceArn(topic).tags(tag));
      }
      for (int i = 0; i < 5; i++) {
        tag(logs);
      }
      assertThatThrownBy(() -> tag(logs)).isInstanceOf(CloudWatchLogsException.class);
    }
  }

  private static void tag(CloudWatchLogsClient logs) {
    logs.tagResource(
        r ->
            r.resourceArn("arn:aws:logs:ap-northeast-2:123456789012:log-group:app")
                .tags(Map.of("team", "umma")));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateLogGroup, ap-northeast-2, 10",
    "DeleteLogGroup, ap-northeast-2, 10",
    "CreateLogStream, ap-northeast-2, 50",
    "DeleteLogStream, ap-northeast-2, 15",
    "DescribeLogGroups, ap-northeast-2, 10",
    "DescribeLogStreams, ap-northeast-2, 25",
    "PutRetentionPolicy, ap-northeast-2, 5",
    "DeleteRetentionPolicy, ap-northeast-2, 5",
    "TagResource, ap-northeast-2, 5",
    "PutLogEvents, ap-northeast-2, 5000",
    "CreateExportTask, ap-northeast-2, 5",
    "CancelExportTask, ap-northeast-2, 5",
    "DescribeExportTasks, ap-northeast-2, 5",
    "StartQuery, ap-northeast-2, 10",
    "GetQueryResults, ap-northeast-2, 10",
    "PutMetricFilter, ap-northeast-2, 5",
    "TestMetricFilter, ap-northeast-2, 5",
    "FilterLogEvents, ap-northeast-2, 10",
    "FilterLogEvents, us-east-1, 25",
    "FilterLogEvents, eu-central-1, 5",
    "GetLogEvents, ap-northeast-2, 25",
    "GetLogEvents, eu-west-3, 30",
    "GetLogEvents, us-west-2, 10",
  })
  void lets_as_many_calls_through_as_the_quota_says(String operation, String region, int most) {
    RateGate gate = new RateGate(clock, region);
    for (int i = 0; i < most; i++) {
      assertThat(gate.exceeds(operation)).isFalse();
    }
    assertThat(gate.exceeds(operation)).isTrue();
    clock.advance(Duration.ofSeconds(-1));
    assertThat(gate.exceeds(operation)).as("in another second").isFalse();
  }

  @Test
  void knows_no_quota_of_an_operation_for_which_none_is_published() {
    RateGate gate = new RateGate(clock, "ap-northeast-2");
    for (int i = 0; i < 10_000; i++) {
      assertThat(gate.exceeds("StopQuery")).isFalse();
    }
  }

  private static String post(LocalCloud cloud, String operation) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", "Logs_20140328." + operation)
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
