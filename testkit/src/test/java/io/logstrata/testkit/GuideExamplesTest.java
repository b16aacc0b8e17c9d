package io.logstrata.testkit;

import static io.logstrata.testkit.assertj.LocalCloudAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTaskStatusCode;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.s3.S3Client;

/** The examples of docs/testkit.md, taken from here. */
@ExtendWith(LocalCloudExtension.class)
final class GuideExamplesTest {
  // region writes
  @Test
  void sends_again_when_the_service_throttles(LocalCloud cloud) {
    cloud.createLogGroup("orders");
    cloud.faults().next("PutLogEvents", Fault.THROTTLED, 2);

    try (CloudWatchLogsClient client = Clients.logs(cloud)) {
      client.createLogStream(r -> r.logGroupName("orders").logStreamName("one"));
      new Sender(client).send("{\"level\":\"error\",\"statusCode\":503}");
    }

    assertThat(cloud).wasAskedFor("PutLogEvents", 3).messagesOf("orders").hasSize(1);
    assertThat(
            Query.parse("filter level = 'error' | stats count(*) as errors")
                .over(cloud.events("orders").stream().map(StoredEvent::toEvent)))
        .singleElement()
        .satisfies(row -> assertThat(row.text("errors")).isEqualTo("1"));
  }

  // endregion

  // region exports
  @Test
  void does_not_take_a_failed_export_for_done() {
    TestClock clock = TestClock.stoppedAt(Instant.parse("2026-11-22T12:00:00Z"));
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).start();
        CloudWatchLogsClient logs = Clients.logs(cloud);
        S3Client s3 = Clients.s3(cloud)) {
      cloud.createLogGroup("orders");
      s3.createBucket(r -> r.bucket("archive"));
      s3.putBucketPolicy(r -> r.bucket("archive").policy(letTheServiceIn("archive")));
      cloud.faults().exports(ExportFault.FAILED, 1);

      Exporter exporter = new Exporter(logs, "archive");
      String task = exporter.export("orders", clock.instant(), Duration.ofDays(1));
      assertThatThrownBy(() -> exporter.export("orders", clock.instant(), Duration.ofDays(1)))
          .isInstanceOf(LimitExceededException.class);
      clock.advance(Duration.ofMinutes(1));

      assertThat(exporter.isDone(task)).isFalse();
    }
  }

  // endregion

  @Test
  void the_dependency_of_the_guide_is_this_artifact() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"), UTF_8);
    String artifact =
        pom.substring(pom.indexOf("</parent>"))
            .lines()
            .filter(line -> line.contains("<artifactId>"))
            .findFirst()
            .orElseThrow();
    try (InputStream dependency =
        requireNonNull(getClass().getResourceAsStream("guide-dependency.xml"))) {
      assertThat(new String(dependency.readAllBytes(), UTF_8))
          .contains("<groupId>io.logstrata</groupId>", artifact.strip());
    }
  }

  private static String letTheServiceIn(String bucket) {
    return """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::BUCKET"},
         {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::BUCKET/*"}]}
        """
        .replace("BUCKET", bucket);
  }

  /** Stands for a user's own code that writes. */
  private record Sender(CloudWatchLogsClient client) {
    void send(String message) {
      for (int attempt = 1; ; attempt++) {
        try {
          client.putLogEvents(
              r ->
                  r.logGroupName("orders")
                      .logStreamName("one")
                      .logEvents(
                          InputLogEvent.builder()
                              .timestamp(Instant.now().toEpochMilli())
                              .message(message)
                              .build()));
          return;
        } catch (CloudWatchLogsException refused) {
          if (attempt == 5) {
            throw refused;
          }
        }
      }
    }
  }

  /** Stands for a user's own code that exports. */
  private record Exporter(CloudWatchLogsClient logs, String bucket) {
    String export(String group, Instant from, Duration length) {
      return logs.createExportTask(
              r ->
                  r.logGroupName(group)
                      .from(from.toEpochMilli())
                      .to(from.plus(length).toEpochMilli())
                      .destination(bucket))
          .taskId();
    }

    boolean isDone(String id) {
      ExportTask task = logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0);
      return task.status().code() == ExportTaskStatusCode.COMPLETED;
    }
  }
}
