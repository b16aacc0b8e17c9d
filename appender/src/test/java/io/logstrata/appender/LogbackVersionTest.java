package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The build runs all tests with an older Logback as well: this one says that it really does. */
class LogbackVersionTest {
  @Test
  @EnabledIfSystemProperty(named = "logback.expected", matches = ".+")
  void is_the_one_that_the_build_asked_for() {
    assertThat(LoggerContext.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .contains("-" + System.getProperty("logback.expected") + ".jar");
  }
}
