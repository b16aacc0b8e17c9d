package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.layout.TTLLLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.logstrata.appender.json.JsonEventEncoder;
import java.util.Arrays;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownArgumentsTest {
  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%msg",
        "%d %-5level [%thread] %logger{36} - %msg%n%ex",
        "%replace(%msg){'a', 'b'}",
        "%highlight(%-5level) %cyan(%logger) %kvp %mdc{user} %marker %caller{1}",
        "args and foreign are plain text here",
        "%unknown %msg"
      })
  void are_none_of_a_pattern_of_logbacks_own_words(String pattern) {
    assertThat(ShownArguments.maybeBy(layout(pattern))).isFalse();
    assertThat(ShownArguments.maybeBy(wrapped(layout(pattern)))).isFalse();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    assertThat(ShownArguments.maybeBy(encoder)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%args", "%msg %-20(%d [%args])"})
  void may_be_there_in_a_pattern_with_a_word_of_somebody_elses(String pattern) {
    assertThat(ShownArguments.maybeBy(layout(pattern))).isTrue();
    assertThat(ShownArguments.maybeBy(wrapped(layout(pattern)))).isTrue();
  }

  @Test
  void may_be_shown_by_every_encoder_and_layout_but_the_known_ones() {
    assertThat(ShownArguments.maybeBy(new JsonEventEncoder())).isFalse();
    assertThat(ShownArguments.maybeBy(new JsonEncoder())).isTrue();
    assertThat(ShownArguments.maybeBy(new LogstashEncoder())).isTrue();
    assertThat(ShownArguments.maybeBy(new TTLLLayout())).isTrue();
    assertThat(ShownArguments.maybeBy(wrapped(new TTLLLayout()))).isTrue();
    assertThat(ShownArguments.maybeBy(new PatternLayout() {})).isTrue();
  }

  private PatternLayout layout(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("args", Args::new);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> wrapped(Layout<ILoggingEvent> layout) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setLayout(layout);
    return encoder;
  }

  /** Shows the arguments. */
  static final class Args extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return Arrays.toString(event.getArgumentArray());
    }
  }
}
