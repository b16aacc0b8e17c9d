package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.logstrata.appender.ship.Loss;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.util.List;
import java.util.Map;
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
        "<filter class='ch.qos.logback.classic.filter.ThresholdFilter'><level>WARN</level></filter>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), filter)) {
      CloudWatchAppender appender = logging.appender();
      appender.stop();
      logging.logger().info("of no interest");
      logging.logger().warn("too late");
      assertThat(appender.books().accepted()).isEqualTo(1);
    }
  }

  private static final class Hostile extends LoggingEvent {
    Hostile(LoggingSetup logging) {
      super("fqcn", logging.logger(), Level.INFO, "hostile", null, null);
      setMDCPropertyMap(Map.of());
    }

    @Override
    public List<Marker> getMarkerList() {
      throw new IllegalStateException("no markers today");
    }
  }
}
