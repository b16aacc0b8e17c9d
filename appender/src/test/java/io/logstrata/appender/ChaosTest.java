package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.logstrata.appender.json.Json;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Loss;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Each condition under which some appender loses events, hangs, or feeds on itself. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class ChaosTest {
  private static final String GROUP = LoggingSetup.GROUP;

  @Test
  void burst(LocalCloud cloud) {
    Books books = log(cloud, "", 50_000);
    assertThat(messages(cloud)).hasSize(50_000).doesNotHaveDuplicates();
    assertThat(books.dropped()).isZero();
  }

  @Test
  void twelve_throttles(LocalCloud cloud) {
    cloud.faults().next("PutLogEvents", Fault.THROTTLED, 12);
    Books books = log(cloud, "", 21);
    assertThat(messages(cloud)).hasSize(21);
    assertThat(books.possiblyDuplicated()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "SERVER_ERROR",
        "RESET",
        "SLOW",
        "GARBAGE",
        "CREDENTIALS_REFUSED",
        "PERMISSION_MISSING"
      })
  void every_call_is_answered_wrongly_three_times(Fault fault, LocalCloud cloud) {
    cloud.faults().slowness(Duration.ofMillis(500)).next("*", fault, 3);
    Books books = log(cloud, "", 101);
    assertThat(messages(cloud)).hasSize(101).doesNotHaveDuplicates();
    assertThat(books.delivered()).isEqualTo(101);
  }

  @Test
  void a_lost_answer_means_events_twice_and_the_books_say_so(LocalCloud cloud) {
    log(cloud, "", 1);
    cloud.faults().next("PutLogEvents", Fault.ANSWER_LOST, 1);
    Books books = log(cloud, "", 5);
    assertThat(messages(cloud)).hasSize(11);
    assertThat(books.possiblyDuplicated()).isEqualTo(5);
  }

  @Test
  void a_service_that_never_answers_and_then_does(LocalCloud cloud) {
    cloud.faults().next("PutLogEvents", Fault.NEVER_ANSWERED, 2);
    log(cloud, "<callTimeout>500 ms</callTimeout>", 10);
    assertThat(messages(cloud)).hasSize(10);
  }

  @Test
  void slow_service(LocalCloud cloud) throws InterruptedException {
    cloud
        .faults()
        .slowness(Duration.ofSeconds(3))
        .withProbability("PutLogEvents", Fault.SLOW, 1, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().info("warms up");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      long start = System.nanoTime();
      IntStream.range(0, 1_000).forEach(i -> logging.logger().info("event {}", i));
      long took = System.nanoTime() - start;
      // Within the time of a single answer: no call has waited for one.
      assertThat(Duration.ofNanos(took)).isLessThan(ofSeconds(3));
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.appender().books().possiblyDuplicated()).isZero();
    }
    assertThat(messages(cloud)).hasSize(1_001).doesNotHaveDuplicates();
  }

  @Test
  void helpers_that_a_sender_starts_do_not_feed_back(LocalCloud cloud) throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      Runnable noise = () -> logging.logger().info("about sending");
      Runnable helpers =
          () -> {
            Thread helper = new Thread(noise, "sdk-helper");
            helper.start();
            ExecutorService pool =
                Executors.newSingleThreadExecutor(task -> new Thread(task, "sdk-pool"));
            pool.execute(noise);
            pool.shutdown();
            noise.run();
          };
      new SenderThreads("test").newThread(helpers).start();
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .map(Thread::getName)
                      .noneMatch(
                          name -> name.matches("sdk-helper|sdk-pool|logstrata-sender-test-.*")));
      assertThat(logging.appender().books().accepted()).isZero();
      new Thread(noise, "sdk-helper").start(); // of the application: the name is not the point
      await().until(() -> logging.appender().books().accepted() == 1);
    }
  }

  @Test
  void behind_an_async_appender_what_a_sender_logs_does_not_feed_back(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.context().setMDCAdapter(MDC.getMDCAdapter()); // AsyncAppender insists on one
      AsyncAppender async = new AsyncAppender();
      async.setContext(logging.context());
      async.addAppender(logging.appender());
      async.start();
      Logger logger = logging.context().getLogger("com.umma.async");
      logger.setAdditive(false);
      logger.addAppender(async);
      Thread sender =
          new SenderThreads("CW").newThread(() -> logger.warn("of the SDK, by a sender"));
      sender.start();
      sender.join();
      logger.info("of the application");
      async.stop(); // when its worker has brought everything

      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(messages(cloud)).containsExactly("of the application");
      assertThat(logging.appender().books().accepted()).isEqualTo(1);
    }
  }

  @Test
  void stop_before_init() throws IOException {
    CloudWatchAppender neverStarted = new CloudWatchAppender();
    neverStarted.stop();
    assertThat(neverStarted.books().accepted()).isZero();

    // And before there is a client, which takes the SDK longer than this stop may.
    try (RefusingService service = new RefusingService(body -> false)) {
      long start = System.nanoTime();
      try (LoggingSetup logging =
          LoggingSetup.sendingTo(service.endpoint(), "<stopTimeout>1 ms</stopTimeout>")) {
        logging.logger().info("at once");
        logging.appender().stop();
        Books books = logging.appender().books();
        assertThat(books.balances()).isTrue();
        assertThat(books.waiting()).isZero();
        assertThat(books.delivered() + books.lost(Loss.LEFT_AT_STOP)).isEqualTo(1);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(20));
    }
  }

  @Test
  void credentials_refused_is_said_once_and_again_when_mended(LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().next("PutLogEvents", Fault.CREDENTIALS_REFUSED, 5);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().info("patient");
      assertThat(logging.appender().flush(ofSeconds(60))).isTrue();
      assertThat(logging.warnings().lines())
          .singleElement()
          .asString()
          .startsWith("CloudWatch Logs does not let us in");
      assertThat(logging.statuses(0)).contains("works again, after 5 failed calls");
    }
  }

  @Test
  void one_400() throws IOException {
    int[] answered = {0};
    try (RefusingService service = new RefusingService(body -> answered[0]++ == 0)) {
      Books books = log(service, "", 101);
      assertThat(books.delivered()).isEqualTo(101);
    }
  }

  @Test
  void one_poisoned_event() throws IOException {
    try (RefusingService service = new RefusingService(body -> body.contains("event 13\\\""))) {
      Books books = log(service, "", 101);
      assertThat(books.lost(Loss.INVALID)).isEqualTo(1);
      assertThat(books.rejected()).isEqualTo(1);
      assertThat(String.join("", service.accepted()))
          .contains("event 12\\\"", "event 14\\\"", "1 event is missing here")
          .doesNotContain("event 13\\\"");
    }
  }

  @Test
  void refused_for_ever_and_stop() throws IOException {
    try (RefusingService service = new RefusingService(body -> true)) {
      long start = System.nanoTime();
      Books books = log(service, "<stopTimeout>1 s</stopTimeout>", 1_000);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(20));
      assertThat(books.delivered()).isZero();
      assertThat(books.dropped() + books.rejected()).isEqualTo(1_000);
      assertThat(service.calls()).isLessThan(200);
    }
  }

  @Test
  void emoji_and_controls(LocalCloud cloud) {
    String text = "hi \uD83D\uDE00 \uC548\uB155 bell\u0007 ctl\u0001 nul\u0000\nsecond line ";
    log(cloud, "", logging -> logging.logger().info(text + "\uD83D"));
    assertThat(messages(cloud)).containsExactly(text + "\uFFFD");
  }

  @Test
  void hostile_to_string(LocalCloud cloud) {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };
    log(
        cloud,
        "",
        logging -> {
          logging.logger().info("argument {}", hostile);
          logging.logger().atInfo().addKeyValue("thing", hostile).log("key-value");
          logging.logger().info("the next one");
        });
    assertThat(messages(cloud)).hasSize(3).contains("key-value", "the next one");
  }

  @Test
  void many_events_of_20_kb(LocalCloud cloud) {
    log(cloud, "", l -> IntStream.range(0, 128).forEach(i -> l.logger().info("x".repeat(20_000))));
    assertThat(messages(cloud)).hasSize(128);
  }

  @Test
  void fifteen_thousand_small_events(LocalCloud cloud) {
    log(cloud, "<flushEvery>2 s</flushEvery>", 15_000);
    assertThat(messages(cloud)).hasSize(15_000);
  }

  @Test
  void three_of_300_000_characters_and_one_of_2_mb(LocalCloud cloud) {
    log(
        cloud,
        "",
        l -> {
          IntStream.range(0, 3).forEach(i -> l.logger().info("\uAC00".repeat(300_000)));
          l.logger().info("y".repeat(2_000_000));
        });
    // Each is a batch of its own, and two are on the way at a time.
    List<String> byLength =
        messages(cloud).stream().sorted(Comparator.comparingInt(String::length)).toList();
    assertThat(byLength).hasSize(4);
    assertThat(byLength.subList(0, 3)).containsOnly("\uAC00".repeat(300_000));
    assertThat(byLength.get(3)).hasSizeGreaterThan(1_040_000);
  }

  @Test
  void group_deleted_in_mid_flight(LocalCloud cloud) throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "");
        CloudWatchLogsClient client = client(cloud)) {
      logging.logger().info("before");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      client.deleteLogGroup(r -> r.logGroupName(GROUP));
      logging.logger().info("after");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
    }
    assertThat(messages(cloud)).containsExactly("after");
  }

  @Test
  void creation_failing(LocalCloud cloud) {
    cloud.faults().next("CreateLogGroup", Fault.SERVER_ERROR, 2);
    cloud.faults().next("CreateLogStream", Fault.THROTTLED, 2);
    log(cloud, "", 7);
    assertThat(messages(cloud)).hasSize(7);
  }

  @Test
  void a_span_of_more_than_24_hours_and_a_clock_that_goes_backwards(LocalCloud cloud) {
    long now = cloud.clock().millis();
    long day = 86_400_000L;
    log(
        cloud,
        "",
        logging ->
            List.of(now, now - 3 * day, now - 1, now - 20 * day, now - 2 * day, now)
                .forEach(time -> logging.appender().doAppend(at(logging, time))));
    assertThat(messages(cloud)).hasSize(6); // one of them tells that the one of 20 days ago is lost
  }

  @Test
  void an_encoder_that_throws(LocalCloud cloud) throws InterruptedException {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            cloud.endpoint(), "<encoder class='" + Moody.class.getName() + "'/>")) {
      IntStream.range(0, 10).forEach(i -> logging.logger().info("{}", i));
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.appender().books().lost(Loss.NOT_ENCODED)).isEqualTo(5);
      await().until(() -> logging.appender().books().delivered() >= 5);
      assertThat(logging.warnings()).contains("lost: the encoder failed");
    }
  }

  @Test
  void interrupt_of_the_sender(LocalCloud cloud) throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      for (int i = 0; i < 20; i++) {
        logging.logger().info("event {}", i);
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches("logstrata-sender-CW-[12]"))
            .forEach(Thread::interrupt);
      }
      assertThat(logging.appender().flush(ofSeconds(60))).isTrue();
      assertThat(logging.appender().books().delivered()).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<concurrentSends>1</concurrentSends>"})
  void an_outage_longer_than_the_queue_is_announced_in_the_stream(String sends, LocalCloud cloud)
      throws InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    String options = "<queueBytes>100000</queueBytes>" + sends;
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("keeps a sender busy");
      await().until(() -> !cloud.calls("PutLogEvents").isEmpty());
      // A second sender takes a batch out of the queue, which is more than the queue holds.
      IntStream.range(0, 30_000).forEach(i -> logging.logger().info("event {}", i));
      logging.logger().error("there is room for this one");
      long dropped = logging.appender().books().lost(Loss.QUEUE_FULL);
      assertThat(dropped).isBetween(10_000L, 29_900L);
      cloud.faults().clear();
      logging.appender().stop();

      assertThat(messages(cloud))
          .contains("there is room for this one")
          .anyMatch(m -> m.startsWith(dropped + " events are missing here, logged from "));
      assertThat(logging.appender().books().balances()).isTrue();
      assertThat(logging.warnings()).contains("1 event is lost: the queue was full.");
    }
  }

  /** Fails for every other event. */
  public static final class Moody extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return null;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      if (Integer.parseInt(event.getFormattedMessage()) % 2 == 0) {
        throw new IllegalStateException("not this one");
      }
      return ("{\"message\":\"" + event.getFormattedMessage() + "\"}").getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return null;
    }
  }

  private static LoggingEvent at(LoggingSetup logging, long millis) {
    LoggingEvent event =
        new LoggingEvent("fqcn", logging.logger(), Level.INFO, "at " + millis, null, null);
    event.setTimeStamp(millis);
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private static Books log(LocalCloud cloud, String options, int events) {
    return log(
        cloud,
        options,
        l -> IntStream.range(0, events).forEach(i -> l.logger().info("event {}", i)));
  }

  private static Books log(
      LocalCloud cloud, String options, java.util.function.Consumer<LoggingSetup> work) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      CloudWatchAppender appender = logging.appender();
      work.accept(logging);
      appender.stop();
      assertThat(appender.books().balances()).isTrue();
      return appender.books();
    }
  }

  private static Books log(RefusingService service, String options, int events) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(service.endpoint(), options)) {
      CloudWatchAppender appender = logging.appender();
      IntStream.range(0, events).forEach(i -> logging.logger().info("event {}", i));
      appender.stop();
      Books books = appender.books();
      // The announcement of a loss is an event as well.
      return new Books(
          books.accepted() - announcements(books, events),
          books.delivered() - announcements(books, events),
          books.waiting(),
          books.possiblyDuplicated(),
          books.losses());
    }
  }

  private static long announcements(Books books, int events) {
    return books.delivered() == 0 ? 0 : books.accepted() - events;
  }

  private static CloudWatchLogsClient client(LocalCloud cloud) {
    return CloudWatchLogsClient.builder()
        .region(Region.of(cloud.region()))
        .endpointOverride(cloud.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private static List<String> messages(LocalCloud cloud) {
    return cloud.events(GROUP).stream()
        .map(event -> Json.object(event.message().getBytes(UTF_8)).get("message").toString())
        .toList();
  }
}
