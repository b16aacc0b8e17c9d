package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/appender-troubleshooting.md shows is what the appender says in that situation: times,
 * numbers and the names of this process may differ, and nothing else.
 */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class TroubleshootingTest {
  private static final Pattern REQUEST_ID = Pattern.compile("Request ID: [\\w-]+");
  private static final Pattern STREAM = Pattern.compile("server_info_[\\w.-]+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @Test
  void all_is_well(LocalCloud cloud) throws IOException {
    shown("well", logging(cloud, "", l -> l.logger().info("hello")));
  }

  @Test
  void wrong_configuration() throws IOException {
    try (LoggingSetup logging =
        new LoggingSetup(
            "<logGroup>umma:staging</logGroup><retentionDays>31</retentionDays>"
                + "<flushEvery>often</flushEvery><whenFull>wait</whenFull>",
            "INFO")) {
      shown("configuration", logging.statusLines());
    }
  }

  @Test
  void no_credentials(LocalCloud cloud, @TempDir Path folder) throws IOException {
    String empty = Files.createFile(folder.resolve("config")).toString();
    System.setProperty("aws.configFile", empty);
    System.setProperty("aws.sharedCredentialsFile", empty);
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            cloud.endpoint(), "<profile>logger</profile><stopTimeout>500 ms</stopTimeout>")) {
      logging.logger().info("who are we?");
      await().until(() -> logging.warnings().contains("does not let us in"));
      shown("credentials", logging.statusLines());
    } finally {
      System.clearProperty("aws.configFile");
      System.clearProperty("aws.sharedCredentialsFile");
    }
  }

  @Test
  void a_permission_is_missing(LocalCloud cloud) throws IOException {
    cloud.faults().next("CreateLogGroup", Fault.PERMISSION_MISSING, 1);
    shown("permission", logging(cloud, "", l -> l.logger().info("may we?")));
  }

  @Test
  void the_group_is_missing_and_must_not_be_created(LocalCloud cloud) throws IOException {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<createLogGroup>false</createLogGroup>")) {
      logging.logger().info("where to?");
      await().until(() -> logging.warnings().contains("does not let us in"));
      cloud.createLogGroup(LoggingSetup.GROUP);
      flush(logging);
      shown("group", logging.statusLines());
    }
  }

  @Test
  void nobody_listens_at_the_endpoint() throws IOException {
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(
            URI.create("http://127.0.0.1:1"), "<stopTimeout>2 s</stopTimeout>")) {
      logging.logger().info("is anybody there?");
      await().until(() -> logging.warnings().contains("does not answer"));
      logging.appender().stop();
      shown("unreachable", logging.statusLines());
    }
  }

  @Test
  void throttled(LocalCloud cloud) throws IOException {
    cloud.faults().next("PutLogEvents", Fault.THROTTLED, 5);
    shown("throttled", logging(cloud, "", l -> l.logger().info("patience")));
  }

  @Test
  void the_queue_is_full(LocalCloud cloud) throws IOException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    // A second sender would take a batch out of the queue, which is more than this one holds.
    String options = "<queueBytes>100000</queueBytes><concurrentSends>1</concurrentSends>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("the first");
      await().until(() -> logging.warnings().contains("does not answer"));
      IntStream.range(0, 2_000).forEach(i -> logging.logger().info("event {}", i));
      cloud.faults().clear();
      flush(logging);
      logging.appender().stop();
      shown("queue-full", logging.statusLines());
    }
    String announcement =
        cloud.events(LoggingSetup.GROUP).stream()
            .map(event -> event.message())
            .filter(message -> message.contains("missing here"))
            .findFirst()
            .orElseThrow();
    shown("announcement", announcement);
  }

  @Test
  void a_synchronous_call_waits_in_vain(LocalCloud cloud) throws IOException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    String options = "<synchronous>true</synchronous><stopTimeout>3 s</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("now, please");
      shown("synchronous", logging.statusLines());
    }
  }

  @Test
  void an_event_is_too_old(LocalCloud cloud) throws IOException {
    shown("too-old", logging(cloud, "", l -> l.logger().callAppenders(daysOld(l, 20))));
  }

  @Test
  void an_event_is_refused() throws IOException {
    try (RefusingService service = new RefusingService(body -> body.contains("event 1\\\""));
        LoggingSetup logging =
            LoggingSetup.sendingTo(service.endpoint(), "<flushEvery>1 m</flushEvery>")) {
      IntStream.range(0, 3).forEach(i -> logging.logger().info("event {}", i));
      logging.appender().stop();
      shown("refused", logging.statusLines());
    }
  }

  @Test
  void the_retention_cannot_be_set(LocalCloud cloud) throws IOException {
    cloud.faults().next("PutRetentionPolicy", Fault.PERMISSION_MISSING, 1);
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<retentionDays>30</retentionDays>")) {
      logging.logger().info("for a month");
      await().until(() -> logging.warnings().contains("Set it by hand"));
      flush(logging);
      shown("retention", logging.statusLines());
    }
  }

  private static String logging(
      LocalCloud cloud, String options, java.util.function.Consumer<LoggingSetup> work) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      work.accept(logging);
      logging.appender().stop();
      return logging.statusLines();
    }
  }

  private static void flush(LoggingSetup logging) {
    try {
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static LoggingEvent daysOld(LoggingSetup logging, int days) {
    LoggingEvent event =
        new LoggingEvent("fqcn", logging.logger(), Level.INFO, "found late", null, null);
    event.setTimeStamp(System.currentTimeMillis() - Duration.ofDays(days).toMillis());
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private static void shown(String name, String said) throws IOException {
    String file = "/troubleshooting/" + name + (said.startsWith("{") ? ".json" : ".txt");
    try (var stream = Objects.requireNonNull(TroubleshootingTest.class.getResourceAsStream(file))) {
      String shown = new String(stream.readAllBytes(), UTF_8);
      assertThat(withoutChance(said))
          .as("%s, not yet shown:%n%s", file, said)
          .isEqualTo(withoutChance(shown));
    }
  }

  private static String withoutChance(String text) {
    String same = REQUEST_ID.matcher(text.strip()).replaceAll("Request ID: 0");
    same = STREAM.matcher(same).replaceAll("server_info_0");
    return NUMBER.matcher(same.replace("failed call.", "failed calls.")).replaceAll("0");
  }
}
