package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTaskStatusCode;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidOperationException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

final class ExportsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String SEED_POLICY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "logs.ap-northeast-2.amazonaws.com"},
         "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::backup.cloudwatch.umma"},
        {"Effect": "Allow", "Principal": {"Service": "logs.ap-northeast-2.amazonaws.com"},
         "Action": "s3:PutObject", "Resource": "arn:aws:s3:::backup.cloudwatch.umma/*",
         "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}}]}
      """;
  private static final String SEED_POLICY_WITHOUT_ACL_READ =
      SEED_POLICY.replace("s3:GetBucketAcl", "s3:GetBucketLocation");
  private static final String POLICY_OF_ANOTHER_ACCOUNT =
      SEED_POLICY.replace(
          "\"s3:x-amz-acl\"", "\"aws:SourceAccount\": [\"999999999999\"], \"s3:x-amz-acl\"");

  private final TestClock clock = TestClock.stoppedAt(NOON.minus(Duration.ofHours(13)));
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);
  private final S3Client s3 = Clients.s3(cloud);

  @BeforeEach
  void create_group_and_bucket() {
    logs.createLogGroup(r -> r.logGroupName("umma-production"));
    clock.set(NOON);
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(SEED_POLICY));
  }

  @AfterEach
  void stop() {
    s3.close();
    logs.close();
    cloud.close();
  }

  @Test
  void writes_what_the_service_writes() throws IOException {
    put("2020/02/27/[$LATEST]x", event(NOON.plusMillis(5), "second\n\tat line two"));
    put("2020/02/27/[$LATEST]x", event(NOON, "first  한 글"));
    put("batch", event(NOON.minusSeconds(1), "{\"level\":\"error\"}"));
    put("batch", event(NOON.minus(Duration.ofDays(2)), "out of the window"));
    String id = export();

    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.PENDING);
    clock.advance(Duration.ofMillis(20));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.RUNNING);
    assertThat(keys()).containsExactly("backup/day/aws-logs-write-test");
    clock.advance(Duration.ofMillis(80));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.COMPLETED);

    String folder = "backup/day/" + id + "/2020-02-27-[$LATEST]x";
    assertThat(keys())
        .containsExactlyInAnyOrder(
            "backup/day/aws-logs-write-test",
            folder + "/000000.gz",
            "backup/day/" + id + "/batch/000000.gz");
    assertThat(unzipped(folder + "/000000.gz"))
        .isEqualTo(
            """
            2026-11-22T12:00:00.005Z second
            \tat line two
            2026-11-22T12:00:00.000Z first  한 글
            """);
    assertThat(unzipped("backup/day/" + id + "/batch/000000.gz"))
        .isEqualTo("2026-11-22T11:59:59.000Z {\"level\":\"error\"}\n");
    assertThat(object("backup/day/aws-logs-write-test"))
        .isEqualTo("Permission Check Successful".getBytes(UTF_8));
  }

  @Test
  void describes_a_task() {
    String id = export();
    ExportTask task = logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0);
    assertThat(task.logGroupName()).isEqualTo("umma-production");
    assertThat(task.destination()).isEqualTo(BUCKET);
    assertThat(task.destinationPrefix()).isEqualTo("backup/day");
    assertThat(task.executionInfo().creationTime()).isEqualTo(NOON.toEpochMilli());
    assertThat(task.executionInfo().completionTime()).isNull();
    clock.advance(Duration.ofSeconds(1));
    ExportTask done = logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0);
    assertThat(done.executionInfo().completionTime()).isEqualTo(NOON.plusSeconds(1).toEpochMilli());
    assertThat(logs.describeExportTasks(r -> r.taskId("unknown")).exportTasks()).isEmpty();
  }

  @Test
  void takes_one_task_at_a_time() {
    String first = export();
    assertThatThrownBy(this::export)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("Resource limit exceeded.");
    clock.advance(Duration.ofSeconds(1));
    String second = export();
    assertThat(logs.describeExportTasks(r -> r.limit(50)).exportTasks())
        .extracting(ExportTask::taskId)
        .containsExactly(second, first);
  }

  @Test
  void refuses_a_bucket_that_does_not_let_the_service_in() {
    s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    assertRefused("AccessDeniedException", "GetBucketAcl call on the given bucket failed");
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(SEED_POLICY_WITHOUT_ACL_READ));
    assertRefused("AccessDeniedException", "GetBucketAcl call on the given bucket failed");
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(POLICY_OF_ANOTHER_ACCOUNT));
    assertRefused("InvalidParameterException", "PutObject call on the given bucket failed");
    s3.deleteBucket(r -> r.bucket(BUCKET));
    assertRefused("InvalidParameterException", "The given bucket does not exist");
    assertThat(logs.describeExportTasks(r -> r.limit(1)).exportTasks()).isEmpty();
  }

  @Test
  void refuses_impossible_windows_and_unknown_groups() {
    assertThatThrownBy(
            () ->
                logs.createExportTask(
                    r ->
                        r.logGroupName("umma-production")
                            .from(0L)
                            .to(NOON.minus(Duration.ofHours(14)).toEpochMilli())
                            .destination(BUCKET)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("creation time");
    assertThatThrownBy(
            () ->
                logs.createExportTask(
                    r -> r.logGroupName("none").from(0L).to(1L).destination(BUCKET)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void cancels_an_active_task_and_no_other() {
    String id = export();
    logs.cancelExportTask(r -> r.taskId(id));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.CANCELLED);
    assertThatThrownBy(() -> logs.cancelExportTask(r -> r.taskId(id)))
        .isInstanceOf(InvalidOperationException.class);
    assertThatThrownBy(() -> logs.cancelExportTask(r -> r.taskId("unknown")))
        .isInstanceOf(ResourceNotFoundException.class);
    export();
  }

  @Test
  void takes_its_time_to_cancel_when_told_to() {
    cloud.exports(ExportOptions.defaults().cancelling(Duration.ofSeconds(10)));
    put("a", event(NOON, "never exported"));
    String id = export();
    logs.cancelExportTask(r -> r.taskId(id));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.PENDING_CANCEL);
    assertThatThrownBy(() -> logs.cancelExportTask(r -> r.taskId(id)))
        .isInstanceOf(InvalidOperationException.class);
    assertThat(logs.describeExportTasks(r -> r.statusCode("PENDING_CANCEL")).exportTasks())
        .hasSize(1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.CANCELLED);
    assertThat(keys()).containsExactly("backup/day/aws-logs-write-test");
  }

  @Test
  void fails_in_every_way_that_was_asked_for() throws IOException {
    put("a", event(NOON, "a1"), event(NOON, "a2"));
    put("b", event(NOON, "b1"), event(NOON, "b2"));
    cloud
        .faults()
        .exports(ExportFault.FAILED, 1)
        .exports(ExportFault.CANCELLED, 1)
        .exports(ExportFault.PARTIAL, 1)
        .exports(ExportFault.STUCK, 1);

    assertThat(statusAtTheEnd(export())).isEqualTo(ExportTaskStatusCode.FAILED);
    assertThat(statusAtTheEnd(export())).isEqualTo(ExportTaskStatusCode.CANCELLED);
    String partial = export();
    assertThat(statusAtTheEnd(partial)).isEqualTo(ExportTaskStatusCode.COMPLETED);
    assertThat(unzipped("backup/day/" + partial + "/a/000000.gz"))
        .isEqualTo("2026-11-22T12:00:00.000Z a1\n");
    String stuck = export();
    clock.advance(Duration.ofHours(2));
    assertThat(status(stuck)).isEqualTo(ExportTaskStatusCode.PENDING);
    assertThatThrownBy(this::export).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void cuts_large_streams_into_parts_and_parts_into_members() throws IOException {
    cloud.exports(ExportOptions.defaults().inPartsOf(100).inMembersOf(40));
    put("a", event(NOON, "0123456789"), event(NOON, "1123456789"), event(NOON, "2123456789"));
    String id = export();
    assertThat(statusAtTheEnd(id)).isEqualTo(ExportTaskStatusCode.COMPLETED);
    String folder = "backup/day/" + id + "/a/";
    assertThat(unzipped(folder + "000000.gz"))
        .isEqualTo("2026-11-22T12:00:00.000Z 0123456789\n2026-11-22T12:00:00.000Z 1123456789\n");
    assertThat(unzipped(folder + "000001.gz")).isEqualTo("2026-11-22T12:00:00.000Z 2123456789\n");
    assertThat(gzipMagics(object(folder + "000000.gz"))).isEqualTo(2);
  }

  @Test
  void leaves_out_what_is_not_exportable_yet_and_can_go_by_ingestion_time() {
    cloud.exports(
        ExportOptions.defaults()
            .exportableAfter(Duration.ofHours(12))
            .by(ExportOptions.Window.INGESTION_TIME));
    put("a", event(NOON.minus(Duration.ofDays(3)), "old, but ingested today"));
    assertThat(statusAtTheEnd(export())).isEqualTo(ExportTaskStatusCode.COMPLETED);
    assertThat(keys()).containsExactly("backup/day/aws-logs-write-test");
    clock.set(NOON.plus(Duration.ofHours(12)));
    assertThat(statusAtTheEnd(export())).isEqualTo(ExportTaskStatusCode.COMPLETED);
    assertThat(keys()).hasSize(2);
  }

  private void assertRefused(String code, String message) {
    assertThatThrownBy(this::export)
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private String export() {
    return logs.createExportTask(
            r ->
                r.logGroupName("umma-production")
                    .from(NOON.minus(Duration.ofHours(12)).toEpochMilli())
                    .to(NOON.plus(Duration.ofHours(12)).toEpochMilli() - 1)
                    .destination(BUCKET)
                    .destinationPrefix("backup/day"))
        .taskId();
  }

  private ExportTaskStatusCode status(String id) {
    return logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0).status().code();
  }

  private ExportTaskStatusCode statusAtTheEnd(String id) {
    clock.advance(Duration.ofSeconds(1));
    return status(id);
  }

  private List<String> keys() {
    return s3.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
  }

  private byte[] object(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
  }

  private String unzipped(String key) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(object(key))).readAllBytes(), UTF_8);
  }

  private static int gzipMagics(byte[] bytes) {
    int count = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0x1f && bytes[i + 1] == (byte) 0x8b && bytes[i + 2] == 8) {
        count++;
      }
    }
    return count;
  }

  private void put(String stream, InputLogEvent... events) {
    if (cloud.events("umma-production", stream).isEmpty()) {
      logs.createLogStream(r -> r.logGroupName("umma-production").logStreamName(stream));
    }
    logs.putLogEvents(
        r -> r.logGroupName("umma-production").logStreamName(stream).logEvents(events));
  }

  private static InputLogEvent event(Instant at, String message) {
    return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build();
  }
}
