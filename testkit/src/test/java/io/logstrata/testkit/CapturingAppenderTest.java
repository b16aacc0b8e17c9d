package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import io.logstrata.testkit.logback.CapturingAppender;
import org.junit.jupiter.api.Test;

final class CapturingAppenderTest {
  @Test
  void keeps_what_the_encoder_makes_of_each_event_until_it_is_closed() {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("app");
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("{\"level\":\"%level\",\"message\":\"%msg\"}%n");
    CapturingAppender captured = CapturingAppender.on(logger, encoder);
    try (captured) {
      logger.info("first");
      logger.error("안녕");
    }
    logger.info("after its end");

    assertThat(captured.messages())
        .containsExactly(
            "{\"level\":\"INFO\",\"message\":\"first\"}",
            "{\"level\":\"ERROR\",\"message\":\"안녕\"}");
    assertThat(captured.events().get(1).toEvent().field("message")).contains("안녕");
  }
}
