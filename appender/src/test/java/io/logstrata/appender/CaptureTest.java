package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.StatusListener;
import io.logstrata.appender.json.Json;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.Severity;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Marker;

/** Events whose capturing fails, before the stop and after it. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class CaptureTest {
  @Test
  void a_context_without_an_mdc_adapter_costs_no_event(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      assertThat(logging.context().getMDCAdapter()).isNull();
      logging.logger().info("made by hand");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.appender().books().delivered()).isEqualTo(1);
      assertThat(logging.warnings()).isEmpty();
    }
  }

  @Test
  void an_event_that_cannot_be_captured_is_counted_and_told_in_the_stream(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().callAppenders(new Hostile(logging));
      logging.logger().callAppenders(new Hostile(logging));
      logging.logger().info("the next one");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.appender().books().lost(Loss.NOT_CAPTURED)).isEqualTo(2);
      assertThat(logging.appender().books().balances()).isTrue();
      assertThat(logging.warnings())
          .contains("1 event is lost: it could not be captured: something it carries failed.");
      logging.appender().stop();
    }
    assertThat(cloud.events(LoggingSetup.GROUP))
        .anyMatch(event -> event.message().contains("2 events are missing here"));
  }

  @Test
  void an_event_that_cannot_be_captured_is_counted_at_its_own_level(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().callAppenders(new Hostile(logging));
      logging.logger().callAppenders(new WithoutLevel(logging));
      assertThat(logging.appender().books().losses().get(Loss.NOT_CAPTURED))
          .isEqualTo(Map.of(Severity.INFO, 1L, Severity.ERROR, 1L));
    }
  }

  @Test
  void an_event_that_is_logged_while_another_one_is_formatted_arrives_too(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      Object talkative =
          new Object() {
            @Override
            public String toString() {
              logging.logger().info("inner");
              return "outer";
            }
          };
      logging.logger().info("{}", talkative);
    }
    assertThat(cloud.events(LoggingSetup.GROUP))
        .extracting(event -> Json.object(event.message().getBytes(UTF_8)).get("message"))
        .containsExactlyInAnyOrder("inner", "outer");
  }

  @Test
  void a_status_listener_that_throws_does_not_reach_the_caller(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      AtomicInteger heard = new AtomicInteger();
      StatusListener failing =
          status -> {
            heard.incrementAndGet();
            throw new IllegalStateException("not listening");
          };
      logging.context().getStatusManager().add(failing);
      assertThatCode(() -> logging.logger().callAppenders(new Hostile(logging)))
          .doesNotThrowAnyException();
      assertThat(logging.appender().books().lost(Loss.NOT_CAPTURED)).isEqualTo(1);
      logging.awaitStatuses();
      assertThat(heard).hasPositiveValue();
      logging.context().getStatusManager().remove(failing);
    }
  }

  @Test
  void what_a_status_listener_logs_is_an_event_like_any_other(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      StatusListener talkative = status -> logging.logger().info("told");
      logging.awaitStatuses();
      logging.context().getStatusManager().add(talkative);
      logging.logger().callAppenders(new Hostile(logging));
      logging.awaitStatuses();
      logging.context().getStatusManager().remove(talkative);
    }
    assertThat(cloud.events(LoggingSetup.GROUP))
        .anyMatch(event -> event.message().contains("\"message\":\"told\""));
  }

  @Test
  void nothing_that_is_thrown_while_capturing_reaches_the_application(LocalCloud cloud)
      throws InterruptedException {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      for (Throwable failure : List.of(new AssertionError("no"), new IOException("undeclared"))) {
        assertThatCode(() -> logging.logger().callAppenders(new Hostile(logging, failure)))
            .doesNotThrowAnyException();
        assertThatCode(
                () ->
                    logging
                        .logger()
                        .atInfo()
                        .addKeyValue("list", new HostileList(failure))
                        .log("arrives"))
            .doesNotThrowAnyException();
      }
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.appender().books().lost(Loss.NOT_CAPTURED)).isEqualTo(2);
      assertThat(logging.appender().books().delivered()).isEqualTo(2);
    }
    assertThat(cloud.events(LoggingSetup.GROUP))
        .filteredOn(event -> event.message().contains("\"arrives\""))
        .hasSize(2)
        .allMatch(event -> event.message().contains("\"list\":\"[toString of "));
  }

  @Test
  void after_the_stop_a_hostile_event_does_not_reach_the_application(LocalCloud cloud) {
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      CloudWatchAppender appender = logging.appender();
      appender.stop();
      assertThatCode(() -> appender.doAppend(new Hostile(logging))).doesNotThrowAnyException();
      assertThat(appender.books().lost(Loss.NOT_CAPTURED)).isEqualTo(1);
    }
  }

  @Test
  void what_a_filter_denies_is_no_loss_after_the_stop_either(LocalCloud cloud) {
    String filter =
        "<filter"
            + " class='ch.qos.logback.classic.filter.ThresholdFilter'><level>WARN</level></filter>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), filter)) {
      CloudWatchAppender appender = logging.appender();
      appender.stop();
      logging.logger().info("of no interest");
      logging.logger().warn("too late");
      assertThat(appender.books().accepted()).isEqualTo(1);
    }
  }

  @Test
  void an_event_whose_filter_fails_is_counted(LocalCloud cloud) {
    String filter = "<filter class='" + FailingFilter.class.getName() + "'/>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), filter)) {
      CloudWatchAppender appender = logging.appender();
      assertThatCode(() -> logging.logger().info("before the stop")).doesNotThrowAnyException();
      appender.stop();
      assertThatCode(() -> logging.logger().info("after it")).doesNotThrowAnyException();
      assertThat(appender.books().lost(Loss.NOT_CAPTURED)).isEqualTo(2);
      assertThat(appender.books().balances()).isTrue();
    }
  }

  /** Public because Logback makes no object of a hidden class. */
  public static final class FailingFilter extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      throw new IllegalStateException("no opinion");
    }
  }

  private static final class Hostile extends LoggingEvent {
    private final Throwable failure;

    Hostile(LoggingSetup logging) {
      this(logging, new IllegalStateException("no markers today"));
    }

    Hostile(LoggingSetup logging, Throwable failure) {
      super("fqcn", logging.logger(), Level.INFO, "hostile", null, null);
      setMDCPropertyMap(Map.of());
      this.failure = failure;
    }

    @Override
    public List<Marker> getMarkerList() {
      throw CaptureTest.<RuntimeException>undeclared(failure);
    }
  }

  private static final class WithoutLevel extends LoggingEvent {
    WithoutLevel(LoggingSetup logging) {
      super("fqcn", logging.logger(), Level.INFO, "of no level", null, null);
    }

    @Override
    public Level getLevel() {
      return null;
    }
  }

  private static final class HostileList extends AbstractList<String> {
    private final Throwable failure;

    HostileList(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public String get(int index) {
      throw CaptureTest.<RuntimeException>undeclared(failure);
    }

    @Override
    public int size() {
      return 1;
    }
  }

  /** Throws it although it is not declared, as other languages on the JVM do. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T undeclared(Throwable failure) throws T {
    throw (T) failure;
  }
}
