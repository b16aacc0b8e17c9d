package io.logstrata.samples.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.insights.ErrorFilter;
import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.logback.CapturingAppender;
import org.junit.jupiter.api.Test;

/** A unit test that asks of its own events what the alarm and the runbook ask of the service. */
class CapturedEventsTest {
  private final Logger logger = new LoggerContext().getLogger("orders");

  @Test
  void an_order_that_cannot_be_charged_wakes_somebody() {
    // region captured
    try (CapturingAppender captured = CapturingAppender.on(logger, new JsonEventEncoder())) {
      logger.atError().addKeyValue("statusCode", 404).log("no such order");
      logger.error("payment provider unreachable");

      assertThat(captured.events())
          .extracting(StoredEvent::toEvent)
          .filteredOn(ErrorFilter.special().toPredicate())
          .singleElement()
          .satisfies(
              event -> assertThat(event.field("message")).contains("payment provider unreachable"));
    }
    // endregion
  }
}
