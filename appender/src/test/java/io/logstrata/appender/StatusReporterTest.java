package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Loss;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusReporterTest {
  private static final Delivery THROTTLED =
      Delivery.failed(Delivery.Verdict.THROTTLED, "Rate exceeded");
  private static final Delivery DOWN = Delivery.unknown("503");

  private final LoggerContext context = new LoggerContext();
  private long seconds;
  private final StatusReporter reporter =
      new StatusReporter(
          this, () -> "the books", Runnable::run, () -> TimeUnit.SECONDS.toNanos(seconds));

  @BeforeEach
  void tell_this_context() {
    reporter.setContext(context);
  }

  @Test
  void says_each_kind_of_failure_once_until_delivery_works_again_however_long_that_takes() {
    for (; seconds < 7_200; seconds += 20) {
      reporter.failed(seconds % 40 == 0 ? THROTTLED : DOWN);
    }
    reporter.delivered(1, 1);
    reporter.delivered(1, 1);

    assertThat(said())
        .containsExactly(
            "CloudWatch Logs throttles. Events are kept and sent again, ever more slowly."
                + " It said: Rate exceeded",
            "CloudWatch Logs does not answer as it should. Events are kept and sent again."
                + " It said: 503",
            "Delivery to CloudWatch Logs works again, after 360 failed calls. the books");
  }

  @Test
  void no_failure_of_a_call_is_an_error() {
    for (Delivery.Verdict verdict : Delivery.Verdict.values()) {
      if (verdict != Delivery.Verdict.ACCEPTED) {
        reporter.failed(Delivery.failed(verdict, "no"));
      }
    }
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .hasSize(Delivery.Verdict.values().length - 1)
        .allMatch(status -> status.getLevel() == Status.WARN);
  }

  @Test
  void a_service_that_throttles_now_and_then_is_news_once_a_minute() {
    for (; seconds < 120; seconds++) {
      reporter.failed(THROTTLED);
      reporter.delivered(1, 1);
    }
    assertThat(said()).hasSize(4);
  }

  @Test
  void says_once_until_delivery_works_again_that_callers_wait_in_vain() {
    for (; seconds < 300; seconds++) {
      reporter.notDeliveredWithin(Duration.ofMillis(1_500));
    }
    assertThat(said())
        .containsExactly(
            "An event was not delivered within 1500 ms; it is kept and sent again, and its call"
                + " has returned.");
    for (; seconds < 420; seconds++) {
      reporter.delivered(1, 1);
      reporter.notDeliveredWithin(Duration.ofSeconds(10));
    }
    assertThat(said()).hasSize(3).last().asString().contains(" within 10 s; ");
  }

  @Test
  void says_the_first_loss_and_then_each_time_the_number_has_grown_tenfold() {
    for (int i = 0; i < 250; i++) {
      reporter.lost(Loss.QUEUE_FULL, 1);
    }
    assertThat(said())
        .containsExactly(
            "1 event is lost: the queue was full. the books",
            "10 events are lost: the queue was full. the books",
            "100 events are lost: the queue was full. the books");
  }

  private List<String> said() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .map(Status::getMessage)
        .toList();
  }
}
