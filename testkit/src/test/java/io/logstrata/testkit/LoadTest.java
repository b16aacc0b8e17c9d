package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/**
 * How much the local service takes; the floors are those that its users' tests rely on, on a
 * machine that does nothing else. On a shared one each is compared with what the same client
 * reaches against a server that only reads: the testkit must not take more than a few times as
 * long, whatever else the machine does.
 */
@Tag("long")
final class LoadTest {
  private static final int BATCH = 10_000;

  /** How many times as long as a server that only reads the testkit may take. */
  private static final int TIMES_AS_LONG = 4;

  @Test
  void takes_a_hundred_thousand_small_events_a_second_in_full_batches() throws IOException {
    try (LocalCloud cloud = LocalCloud.builder().forgetEvents().start();
        CloudWatchLogsClient logs = Clients.logs(cloud);
        BareServer bare = new BareServer();
        CloudWatchLogsClient bareLogs = Clients.logs(bare.endpoint(), cloud.region())) {
      prepare(logs);
      check(
          "events a second",
          100_000,
          fastest(10, 4 * BATCH, () -> putBatches(logs, 4), () -> putBatches(bareLogs, 4)));
    }
  }

  @Test
  void takes_three_hundred_small_requests_a_second() throws IOException {
    try (LocalCloud cloud = LocalCloud.start();
        CloudWatchLogsClient logs = Clients.logs(cloud);
        BareServer bare = new BareServer();
        CloudWatchLogsClient bareLogs = Clients.logs(bare.endpoint(), cloud.region())) {
      prepare(logs);
      check(
          "requests a second",
          300,
          fastest(30, 60, () -> putSingly(logs, 60), () -> putSingly(bareLogs, 60)));
      assertThat(cloud.events("app")).hasSize(1800);
    }
  }

  private record Rates(double testkit, double bare) {}

  private static void check(String what, double floor, Rates rates) {
    String measured =
        "%s: %.0f, of a server that only reads %.0f".formatted(what, rates.testkit, rates.bare);
    System.out.println(measured);
    assertThat(rates.testkit)
        .as(measured)
        .isGreaterThan(Math.min(floor, rates.bare / TIMES_AS_LONG));
  }

  /** The two take turns, so that what disturbs one disturbs the other. */
  private static Rates fastest(
      int rounds, int count, Supplier<Duration> testkit, Supplier<Duration> bare) {
    Duration ours = Duration.ofDays(1);
    Duration theirs = Duration.ofDays(1);
    for (int i = 0; i < rounds; i++) {
      ours = shorter(ours, testkit.get());
      theirs = shorter(theirs, bare.get());
    }
    return new Rates(count / (ours.toNanos() / 1e9), count / (theirs.toNanos() / 1e9));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Reads each request to its end and answers that all is well. */
  private static final class BareServer implements AutoCloseable {
    static {
      // Without it each answer waits forty milliseconds for an acknowledgement.
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    BareServer() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
          });
      server.start();
    }

    URI endpoint() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
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
