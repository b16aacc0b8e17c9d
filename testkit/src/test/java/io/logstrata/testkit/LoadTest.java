package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * How much the local service takes; the floors are those that its users' tests rely on. Long runs,
 * because a floor in seconds says nothing on a machine that builds other modules at the same time.
 */
@Tag("long")
final class LoadTest {
  private static final int BATCH = 10_000;

  @Test
  void takes_a_hundred_thousand_small_events_a_second_in_full_batches() {
    try (LocalCloud cloud = LocalCloud.builder().forgetEvents().start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      prepare(logs);
      Duration fastest = fastestOf(12, () -> putBatches(logs, 4));
      assertThat(4 * BATCH / (fastest.toNanos() / 1e9)).isGreaterThan(100_000);
    }
  }

  @Test
  void takes_three_hundred_small_requests_a_second() {
    try (LocalCloud cloud = LocalCloud.start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      prepare(logs);
      Duration fastest = fastestOf(40, () -> putSingly(logs, 60));
      assertThat(60 / (fastest.toNanos() / 1e9)).isGreaterThan(300);
      assertThat(cloud.events("app")).hasSize(2400);
    }
  }

  @Test
  void stays_within_its_memory_over_a_million_events_when_told_to_forget() {
    try (LocalCloud cloud = LocalCloud.builder().forgetEvents().start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      prepare(logs);
      putBatches(logs, 10);
      long before = usedAfterCollection();
      putBatches(logs, 100);
      assertThat(usedAfterCollection() - before).isLessThan(50L * 1024 * 1024);
      assertThat(cloud.events("app")).isEmpty();
      LogStream stream = logs.describeLogStreams(r -> r.logGroupName("app")).logStreams().get(0);
      assertThat(stream.lastEventTimestamp()).isPositive();
    }
  }

  /** What the server can do shows in the round that the rest of the machine disturbed least. */
  private static Duration fastestOf(int rounds, Supplier<Duration> round) {
    return Stream.generate(round).limit(rounds).min(Duration::compareTo).orElseThrow();
  }

  private static void prepare(CloudWatchLogsClient logs) {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
  }

  private static Duration putBatches(CloudWatchLogsClient logs, int batches) {
    List<InputLogEvent> events = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      events.add(
          InputLogEvent.builder()
              .timestamp(System.currentTimeMillis())
              .message("{\"level\":\"info\",\"message\":\"small event\",\"number\":" + i + "}")
              .build());
    }
    long started = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      logs.putLogEvents(r -> r.logGroupName("app").logStreamName("one").logEvents(events));
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static Duration putSingly(CloudWatchLogsClient logs, int requests) {
    long started = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      InputLogEvent event =
          InputLogEvent.builder()
              .timestamp(System.currentTimeMillis())
              .message("{\"level\":\"info\"}")
              .build();
      logs.putLogEvents(r -> r.logGroupName("app").logStreamName("one").logEvents(event));
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
