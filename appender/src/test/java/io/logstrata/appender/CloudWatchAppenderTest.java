package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.toSet;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.marker.Markers.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import io.logstrata.appender.json.Json;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Loss;
import io.logstrata.testkit.Call;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.logstrata.testkit.StoredEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class CloudWatchAppenderTest {
  private static final String GROUP = LoggingSetup.GROUP;

  @Test
  void brings_an_event_to_a_stream_of_its_own_process_with_all_it_carries(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().atError().addKeyValue("statusCode", 503).log("no \uC8FC\uBB38 {}", 17);
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();

      StoredEvent event = cloud.events(GROUP).get(0);
      assertThat(event.logStream()).matches("server_info_[^:*.]+_" + ProcessHandle.current().pid());
      assertThat(json(event))
          .contains(
              entry("level", "error"),
              entry("logger", "com.umma.Orders"),
              entry("message", "no \uC8FC\uBB38 17"),
              entry("statusCode", 503));
      assertThat(json(event).get("timestamp")).isEqualTo(iso(event));
    }
  }

  @Test
  void batch_mode_has_the_one_stream_batch(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "<mode>batch</mode>")) {
      logging.logger().info("nightly run");
    }
    assertThat(cloud.events(GROUP, "batch")).hasSize(1);
  }

  @Test
  void the_mdc_is_what_it_was_when_the_event_was_logged(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.context().setMDCAdapter(MDC.getMDCAdapter());
      MDC.put("statusCode", "404");
      MDC.put("userId", "u-1");
      logging.logger().error("not found");
      MDC.put("userId", "u-2");
      MDC.clear();
      logging.appender().flush(ofSeconds(30));
    }
    assertThat(json(cloud.events(GROUP).get(0)))
        .contains(entry("statusCode", 404), entry("userId", "u-1"));
  }

  @Test
  void stop_delivers_everything_that_was_logged_before(LocalCloud cloud) {
    CloudWatchAppender appender;
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      appender = logging.appender();
      IntStream.range(0, 12_345).forEach(i -> logging.logger().info("event {}", i));
    }
    assertThat(messages(cloud)).hasSize(12_345).doesNotHaveDuplicates();
    assertThat(appender.books().delivered()).isEqualTo(12_345);
    assertThat(appender.books().waiting()).isZero();
  }

  @Test
  void what_is_logged_after_the_stop_is_counted(LocalCloud cloud) {
    LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "");
    CloudWatchAppender appender = logging.appender();
    appender.stop();
    logging.logger().info("too late");
    assertThat(logging.warnings())
        .contains(
            "1 event is lost: it was logged after the appender had stopped, or failed to start.");

    Books books = appender.books();
    assertThat(books.lost(Loss.AFTER_STOP)).isEqualTo(1);
    assertThat(books.balances()).isTrue();
    logging.close();
  }

  @Test
  void the_status_gives_the_same_reason_for_a_loss_as_the_books(LocalCloud cloud) {
    String options = "<whenFull>block</whenFull><queueBytes>65536</queueBytes>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().error("x".repeat(70_000)); // no waiting would make room for this

      assertThat(logging.appender().books().lost(Loss.QUEUE_FULL)).isEqualTo(1);
      assertThat(logging.warnings().lines())
          .singleElement()
          .asString()
          .startsWith("1 event is lost: the queue was full. accepted=1 delivered=0 dropped=1 ");
    }
  }

  @Test
  void arguments_that_a_pattern_cannot_show_are_not_charged(LocalCloud cloud) {
    String options =
        "<queueBytes>65536</queueBytes><layout class='ch.qos.logback.classic.PatternLayout'>"
            + "<pattern>%level %msg</pattern></layout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().error("{}", "x".repeat(40_000));
      logging.appender().stop();
      assertThat(logging.appender().books().delivered()).isEqualTo(1);
    }
  }

  @Test
  void the_client_is_built_before_the_first_event_comes() throws IOException {
    // Without a region the SDK asks the machine for it: a call that can be seen.
    try (RecordingService machine = new RecordingService()) {
      System.setProperty("aws.disableEc2Metadata", "false");
      System.setProperty("aws.ec2MetadataServiceEndpoint", machine.endpoint().toString());
      try (LoggingSetup logging = new LoggingSetup("<logGroup>umma</logGroup>", "INFO")) {
        await().until(() -> !machine.bodies().isEmpty());
        await()
            .untilAsserted(() -> assertThat(logging.warnings()).contains("Unable to load region"));
      }
    } finally {
      System.clearProperty("aws.ec2MetadataServiceEndpoint");
      System.clearProperty("aws.disableEc2Metadata");
    }
  }

  @Test
  void the_sdk_closing_is_no_event_of_the_application(LocalCloud cloud) {
    CloudWatchAppender appender;
    try (LoggingSetup logging =
        LoggingSetup.ofTheWholeProcess(cloud.endpoint().toString(), "", "DEBUG")) {
      appender = logging.appender();
      logging.logger().info("the only one");
    }
    assertThat(appender.books().accepted()).isEqualTo(1);
    assertThat(appender.books().delivered()).isEqualTo(1);
  }

  @Test
  void an_event_goes_to_the_stream_of_its_own_date(LocalCloud cloud) {
    long midnight = LocalDate.now(UTC).atStartOfDay(UTC).toInstant().toEpochMilli();
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<logStream>day-{date}</logStream>")) {
      for (long millis : new long[] {midnight - 1, midnight, midnight - 2, midnight + 1}) {
        LoggingEvent event =
            new LoggingEvent("fqcn", logging.logger(), Level.INFO, "at " + millis, null, null);
        event.setTimeStamp(millis);
        logging.appender().doAppend(event);
      }
    }
    LocalDate today = LocalDate.now(UTC);
    assertThat(cloud.events(GROUP, "day-" + today.minusDays(1)))
        .extracting(event -> event.timestamp().toEpochMilli())
        .containsExactlyInAnyOrder(midnight - 1, midnight - 2);
    assertThat(cloud.events(GROUP, "day-" + today))
        .extracting(event -> event.timestamp().toEpochMilli())
        .containsExactlyInAnyOrder(midnight, midnight + 1);
  }

  @Test
  void asks_for_nothing_but_to_put_events_where_group_and_stream_exist(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "<mode>batch</mode>")) {
      logging.logger().info("creates");
      logging.appender().flush(ofSeconds(30));
    }
    int before = cloud.calls().size();
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "<mode>batch</mode>")) {
      logging.logger().info("finds");
      logging.appender().flush(ofSeconds(30));
    }
    assertThat(cloud.calls().stream().skip(before).map(Call::operation).collect(toSet()))
        .containsExactly("PutLogEvents");
  }

  @Test
  void a_missing_group_is_created_with_its_retention_unless_that_is_switched_off(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            cloud.endpoint(), "<retentionDays>30</retentionDays><tag>team=backend</tag>")) {
      logging.logger().info("first");
      logging.appender().flush(ofSeconds(30));
      await().until(() -> cloud.calls("PutRetentionPolicy").size() == 1);
      assertThat(logging.warnings()).isEmpty();
    }
    try (LoggingSetup logging =
        new LoggingSetup(
            "<region>eu-west-1</region><logGroup>other</logGroup><createLogGroup>false</createLogGroup><stopTimeout>1"
                + " s</stopTimeout><endpoint>"
                + cloud.endpoint()
                + "</endpoint>",
            "INFO")) {
      logging.logger().info("nowhere to go");
      logging.appender().stop();
      assertThat(logging.warnings()).contains("log group other", "does not exist");
    }
    assertThat(cloud.calls("CreateLogGroup")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<gzip>true</gzip>",
        "<concurrentSends>4</concurrentSends>",
        "<synchronous>true</synchronous>",
        "<whenFull>block</whenFull><queueBytes>65536</queueBytes><blockAtMost>1 m</blockAtMost>"
      })
  void delivers_the_same_with(String option, LocalCloud cloud) {
    int events = option.contains("synchronous") ? 20 : 3_000;
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), option)) {
      IntStream.range(0, events).forEach(i -> logging.logger().info("event \uD83D\uDE00 {}", i));
    }
    assertThat(messages(cloud))
        .hasSize(events)
        .doesNotHaveDuplicates()
        .contains("event \uD83D\uDE00 7");
  }

  @Test
  void gzip_really_compresses_the_bodies() throws Exception {
    try (RecordingService service = new RecordingService();
        LoggingSetup logging = LoggingSetup.sendingTo(service.endpoint(), "<gzip>true</gzip>")) {
      logging.logger().info("packed {}", "x".repeat(10_000));
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(service.encodings()).containsOnly("gzip");
      assertThat(service.bodies().get(0).length).isLessThan(1_000);
      try (GZIPInputStream body =
          new GZIPInputStream(new ByteArrayInputStream(service.bodies().get(0)))) {
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("packed xxx");
      }
    }
    try (RecordingService service = new RecordingService();
        LoggingSetup logging = LoggingSetup.sendingTo(service.endpoint(), "")) {
      logging.logger().info("as it is");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(service.encodings()).containsOnly("none");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2",
    "<concurrentSends>1</concurrentSends>, 1",
    "<concurrentSends>3</concurrentSends>, 3"
  })
  void as_many_calls_are_on_the_way_as_concurrent_sends_allow(String option, int sends)
      throws Exception {
    try (RecordingService service = new RecordingService().holdingUntil(sends);
        LoggingSetup logging = LoggingSetup.sendingTo(service.endpoint(), option)) {
      for (int i = 0; i < 12; i++) {
        logging.logger().info("x".repeat(500_000)); // two make a batch
      }
      assertThat(logging.appender().flush(ofSeconds(60))).isTrue();
      assertThat(service.mostAtATime()).isEqualTo(sends);
    }
  }

  @Test
  void any_layout_or_encoder_works_and_its_line_end_is_left_out(LocalCloud cloud) {
    String pattern = "<pattern>%level %msg%n</pattern>";
    String encoder =
        "<encoder class='ch.qos.logback.classic.encoder.PatternLayoutEncoder'>"
            + pattern
            + "</encoder>";
    String layout = "<layout class='ch.qos.logback.classic.PatternLayout'>" + pattern + "</layout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), encoder)) {
      logging.logger().info("by encoder");
    }
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), layout)) {
      logging.logger().info("by layout");
    }
    assertThat(cloud.events(GROUP).stream().map(StoredEvent::message))
        .containsExactly("INFO by encoder", "INFO by layout");
  }

  @Test
  void an_encoder_that_shows_arguments_gets_them(LocalCloud cloud) {
    String logstash = "<encoder class='net.logstash.logback.encoder.LogstashEncoder'/>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), logstash)) {
      logging
          .logger()
          .info(append("user", 7), "order {} paid", kv("order", 17), kv("currency", "KRW"));
    }
    assertThat(json(cloud.events(GROUP).get(0)))
        .contains(
            entry("message", "order order=17 paid"),
            entry("order", 17),
            entry("currency", "KRW"),
            entry("user", 7));
    String logback =
        "<encoder class='ch.qos.logback.classic.encoder.JsonEncoder'>"
            + "<withFormattedMessage>true</withFormattedMessage></encoder>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), logback)) {
      logging.logger().info("order {} paid", 17);
    }
    assertThat(json(cloud.events(GROUP).get(1)))
        .contains(
            entry("message", "order {} paid"),
            entry("formattedMessage", "order 17 paid"),
            entry("arguments", List.of("17")));
  }

  @Test
  void what_another_encoder_makes_too_long_is_cut_and_marked(LocalCloud cloud) {
    String layout =
        "<layout class='ch.qos.logback.classic.PatternLayout'><pattern>%msg%n</pattern></layout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), layout)) {
      logging.logger().info("x".repeat(2_000_000));
    }
    assertThat(cloud.events(GROUP).get(0).message()).endsWith("xxx [cut]").hasSize(1_048_550);
  }

  @Test
  void the_line_of_code_is_known_to_a_layout_if_that_is_asked_for(LocalCloud cloud) {
    String layout =
        "<layout class='ch.qos.logback.classic.PatternLayout'><pattern>%class{0}"
            + " %line</pattern></layout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), layout)) {
      logging.logger().info("where?");
    }
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            cloud.endpoint(), layout + "<includeCallerData>true</includeCallerData>")) {
      logging.logger().info("here");
    }
    assertThat(cloud.events(GROUP).stream().map(StoredEvent::message))
        .satisfiesExactly(
            unknown -> assertThat(unknown).isEqualTo("? ?"),
            known -> assertThat(known).matches("CloudWatchAppenderTest \\d+"));
  }

  @Test
  void says_every_problem_of_its_configuration_and_that_it_will_send_nothing() {
    LoggingSetup logging =
        new LoggingSetup(
            "<logGroup>umma"
                + " production</logGroup><logStream>a:b_{nix}</logStream><mode>cluster</mode>"
                + "<queueBytes>many</queueBytes><retentionDays>31</retentionDays><gzip>yes</gzip>"
                + "<endpoint>localhost</endpoint><flushEvery>-1</flushEvery>",
            "INFO");

    assertThat(logging.appender().isStarted()).isFalse();
    assertThat(logging.statuses(Status.ERROR).lines())
        .anyMatch(
            line -> line.startsWith("logGroup is \"umma production\", with the character ' '"))
        .anyMatch(line -> line.startsWith("logStream has the unknown token {nix}: use {host}"))
        .anyMatch(line -> line.startsWith("logStream is \"a:b_\", with the character ':'"))
        .anyMatch(line -> line.startsWith("mode is \"cluster\": use process"))
        .anyMatch(line -> line.startsWith("queueBytes is \"many\": give a number from 65536 to"))
        .anyMatch(
            line -> line.startsWith("retentionDays is \"31\": the service knows only [1, 3, 5"))
        .anyMatch(line -> line.startsWith("gzip is \"yes\": use true or false"))
        .anyMatch(line -> line.startsWith("endpoint is \"localhost\": give a URL"))
        .anyMatch(line -> line.startsWith("flushEvery is \"-1\": give a duration"))
        .anyMatch(line -> line.contains("send nothing to CloudWatch Logs until these 10 problems"));
    logging.logger().info("goes nowhere, and breaks nothing");
  }

  private static List<String> messages(LocalCloud cloud) {
    return cloud.events(GROUP).stream().map(e -> json(e).get("message").toString()).toList();
  }

  private static Map<String, Object> json(StoredEvent event) {
    return Json.object(event.message().getBytes(StandardCharsets.UTF_8));
  }

  /** Three digits of milliseconds, always. */
  private static String iso(StoredEvent event) {
    String text = event.timestamp().plusMillis(0).toString();
    return text.length() == "2026-01-01T00:00:00Z".length() ? text.replace("Z", ".000Z") : text;
  }
}
