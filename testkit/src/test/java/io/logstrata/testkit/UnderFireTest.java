package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ExportTaskStatusCode;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets that go away, writers that race, and ports that are taken. */
final class UnderFireTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int WRITERS = 8;
  private final TestClock clock = TestClock.stoppedAt(NOON);
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);
  private final S3Client s3 = Clients.s3(cloud);

  @AfterEach
  void stop() {
    s3.close();
    logs.close();
    cloud.close();
  }

  @Test
  void a_task_whose_bucket_is_gone_fails_and_leaves_everything_else_alone() {
    prepareExport();
    String id = export();
    s3.listObjectsV2(r -> r.bucket("archive"))
        .contents()
        .forEach(object -> s3.deleteObject(r -> r.bucket("archive").key(object.key())));
    s3.deleteBucket(r -> r.bucket("archive"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.FAILED);
    assertThat(logs.describeLogGroups().logGroups()).hasSize(1);
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void a_task_that_is_let_in_no_more_fails() {
    prepareExport();
    String id = export();
    s3.deleteBucketPolicy(r -> r.bucket("archive"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(status(id)).isEqualTo(ExportTaskStatusCode.FAILED);
  }

  @Test
  void a_query_whose_group_is_gone_ends_and_stops_no_other() {
    logs.createLogGroup(r -> r.logGroupName("gone"));
    String id = query("gone");
    logs.deleteLogGroup(r -> r.logGroupName("gone"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(logs.getQueryResults(r -> r.queryId(id)).results()).isEmpty();
    assertThat(logs.describeQueries().queries()).hasSize(1);
  }

  @Test
  void queries_that_nobody_asks_about_end_all_the_same() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        query("app");
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(query("app")).isNotBlank();
  }

  @Test
  void of_writers_that_race_for_one_key_exactly_one_is_first() throws Exception {
    s3.createBucket(r -> r.bucket("archive"));
    for (int round = 0; round < 5; round++) {
      String key = "lock-" + round;
      List<Boolean> won =
          together(
              () -> {
                try {
                  s3.putObject(
                      r -> r.bucket("archive").key(key).ifNoneMatch("*"),
                      RequestBody.fromString("mine"));
                  return true;
                } catch (S3Exception second) {
                  assertThat(second.statusCode()).isIn(409, 412);
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
    }
  }

  @Test
  void of_writers_that_replace_one_version_exactly_one_succeeds() throws Exception {
    s3.createBucket(r -> r.bucket("archive"));
    for (int round = 0; round < 5; round++) {
      String key = "state-" + round;
      String first =
          s3.putObject(r -> r.bucket("archive").key(key), RequestBody.fromString("0")).eTag();
      List<Boolean> won =
          together(
              () -> {
                try {
                  s3.putObject(
                      r -> r.bucket("archive").key(key).ifMatch(first),
                      RequestBody.fromString(Thread.currentThread().getName()));
                  return true;
                } catch (S3Exception second) {
                  assertThat(second.statusCode()).isIn(409, 412);
                  return false;
                }
              });
      assertThat(won).containsOnlyOnce(true);
    }
  }

  @Test
  void writers_of_one_stream_lose_nothing_and_keep_the_order_of_their_batches() throws Exception {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
    together(
        () -> {
          String name = Thread.currentThread().getName();
          for (int i = 0; i < 20; i++) {
            String message = name + " " + i;
            logs.putLogEvents(
                r ->
                    r.logGroupName("app")
                        .logStreamName("one")
                        .logEvents(
                            InputLogEvent.builder()
                                .timestamp(NOON.toEpochMilli())
                                .message(message)
                                .build()));
          }
          return true;
        });
    List<String> messages = cloud.events("app", "one").stream().map(StoredEvent::message).toList();
    assertThat(messages).hasSize(WRITERS * 20).doesNotHaveDuplicates();
    String writer = messages.get(0).substring(0, messages.get(0).indexOf(' '));
    assertThat(messages.stream().filter(message -> message.startsWith(writer + " ")).toList())
        .hasSize(20)
        .startsWith(writer + " 0", writer + " 1")
        .endsWith(writer + " 19");
  }

  @Test
  void a_taken_port_is_named_and_the_other_endpoint_is_let_go() throws IOException {
    int s3Port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      s3Port = free.getLocalPort();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LocalCloud.builder().port(port).s3Port(s3Port).start())
          .hasMessageContaining("port " + port)
          .hasMessageContaining("CloudWatch Logs");
      assertThatThrownBy(() -> LocalCloud.builder().s3Port(port).start())
          .hasMessageContaining("port " + port)
          .hasMessageContaining("S3");
      try (LocalCloud again = LocalCloud.builder().s3Port(s3Port).start()) {
        assertThat(again.s3Endpoint().getPort()).isEqualTo(s3Port);
      }
    }
  }

  @Test
  void nothing_is_written_outside_of_the_folder(@TempDir Path folder) throws IOException {
    Path inside = folder.resolve("data");
    try (LocalCloud onFolder = LocalCloud.builder().data(inside).start();
        CloudWatchLogsClient client = Clients.logs(onFolder);
        S3Client bucket = Clients.s3(onFolder)) {
      bucket.createBucket(r -> r.bucket("archive"));
      bucket.putBucketPolicy(r -> r.bucket("archive").policy(policy()));
      client.createLogGroup(r -> r.logGroupName("app"));
      for (String prefix : new String[] {"../../out", "..", "a/../../../out"}) {
        assertThatThrownBy(
                () ->
                    client.createExportTask(
                        r ->
                            r.logGroupName("app")
                                .from(0L)
                                .to(Instant.now().toEpochMilli())
                                .destination("archive")
                                .destinationPrefix(prefix)))
            .hasMessageContaining("PutObject call on the given bucket failed");
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(inside);
    }
  }

  private void prepareExport() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
    logs.putLogEvents(
        r ->
            r.logGroupName("app")
                .logStreamName("one")
                .logEvents(
                    InputLogEvent.builder().timestamp(NOON.toEpochMilli()).message("x").build()));
    s3.createBucket(r -> r.bucket("archive"));
    s3.putBucketPolicy(r -> r.bucket("archive").policy(policy()));
  }

  private String export() {
    return logs.createExportTask(
            r ->
                r.logGroupName("app")
                    .from(0L)
                    .to(NOON.plusSeconds(1).toEpochMilli())
                    .destination("archive"))
        .taskId();
  }

  private ExportTaskStatusCode status(String id) {
    return logs.describeExportTasks(r -> r.taskId(id)).exportTasks().get(0).status().code();
  }

  private String query(String group) {
    return logs.startQuery(
            r ->
                r.logGroupName(group)
                    .startTime(0L)
                    .endTime(NOON.plusSeconds(1).getEpochSecond())
                    .queryString("fields @message"))
        .queryId();
  }

  private static String policy() {
    return """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::archive"},
         {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::archive/*"}]}
        """;
  }

  private static <T> List<T> together(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
