package io.logstrata.appender.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.event.KeyValuePair;

/** Events, and what our encoder makes of them, read by a parser that is not ours. */
abstract class EncoderFixture {
  static final int SERVICE_LIMIT = 1_048_550;
  final LoggerContext context = new LoggerContext();
  final Logger logger = context.getLogger("com.umma.Orders");
  final Map<String, String> mdc = new LinkedHashMap<>();

  JsonEventEncoder encoder() {
    return Encoders.with(context, e -> {});
  }

  LoggingEvent with(String key, Object value) {
    LoggingEvent event = event(Level.ERROR, "x", null);
    event.setKeyValuePairs(List.of(new KeyValuePair(key, value)));
    return event;
  }

  LoggingEvent event(Level level, String message, Throwable problem, Object... arguments) {
    LoggingEvent event = new LoggingEvent("fqcn", logger, level, message, problem, arguments);
    event.setMDCPropertyMap(new LinkedHashMap<>(mdc));
    return event;
  }

  Map<String, Object> encoded(LoggingEvent event) {
    byte[] line = encoder().encode(event);
    byte[] json = Arrays.copyOf(line, line.length - 1);
    assertThat(line).endsWith('\n');
    assertThat(unquoted(encoder(), event, SERVICE_LIMIT)).isEqualTo(json);
    return Json.object(json);
  }

  Map<String, Object> encodedWithin(LoggingEvent event) {
    byte[] json = encoder().encodeWithin(event, SERVICE_LIMIT);
    assertThat(json.length).isLessThanOrEqualTo(SERVICE_LIMIT);
    assertThat(unquoted(encoder(), event, SERVICE_LIMIT)).isEqualTo(json);
    return Json.object(json);
  }

  /** What the form for the inside of a string stands for, as a parser that is not ours reads it. */
  static byte[] unquoted(JsonEventEncoder encoder, LoggingEvent event, int atMostBytes) {
    AtomicReference<byte[]> unquoted = new AtomicReference<>();
    encoder.encodeQuoted(
        event,
        atMostBytes,
        (quoted, length, utf8Bytes) -> {
          String string = "\"" + new String(quoted, 0, length, UTF_8) + "\"";
          unquoted.set(Json.text(string).getBytes(UTF_8));
          assertThat(unquoted.get()).hasSize(utf8Bytes);
        });
    return unquoted.get();
  }

  @SuppressWarnings("unchecked")
  Map<String, String> exception(LoggingEvent event) {
    return (Map<String, String>) encoded(event).get("exception");
  }
}
