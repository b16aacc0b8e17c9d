package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.appender.ship.Encoding;
import io.logstrata.appender.ship.Limits;
import java.nio.charset.Charset;
import java.util.Optional;

/** Logback's ways to make text of an event, as the shipper's one. */
final class EventEncoding {
  private static final String CUT = " [cut]";

  private EventEncoding() {}

  /** Why it would make no text of any event, with the remedy. */
  static Optional<String> problem(Encoder<ILoggingEvent> encoder) {
    if (!encoder.isStarted()) {
      return Optional.of("the encoder did not start: see what it says above");
    }
    // Logback's starts even if its layout does not, and then encodes nothing.
    return encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping
        ? problem(wrapping.getLayout())
        : Optional.empty();
  }

  /** The same of a layout. */
  static Optional<String> problem(Layout<ILoggingEvent> layout) {
    if (layout == null) {
      return Optional.of("the encoder has no layout: give it one");
    }
    if (layout instanceof PatternLayout byPattern
        && (byPattern.getPattern() == null || byPattern.getPattern().isEmpty())) {
      return Optional.of("the pattern is missing: give one such as <pattern>%level %msg</pattern>");
    }
    return layout.isStarted()
        ? Optional.empty()
        : Optional.of("the layout did not start: see what it says above");
  }

  static Encoding<ILoggingEvent> of(Encoder<ILoggingEvent> encoder) {
    if (encoder instanceof JsonEventEncoder json) {
      return (event, target) -> json.encodeQuoted(event, Limits.MESSAGE_BYTES, target::quoted);
    }
    if (encoder instanceof LayoutWrappingEncoder<ILoggingEvent> wrapping) {
      Class<?> type = encoder.getClass();
      if (type == PatternLayoutEncoder.class || type == LayoutWrappingEncoder.class) {
        // Its charset is for files: without one it is the platform's, which may know no Hangul.
        return of(wrapping.getLayout());
      }
      return decoded(encoder, charset(wrapping));
    }
    return decoded(encoder, UTF_8);
  }

  /**
   * Decoded and encoded again: bytes that are not UTF-8 would make the service refuse the whole
   * batch.
   */
  private static Encoding<ILoggingEvent> decoded(Encoder<ILoggingEvent> encoder, Charset charset) {
    return (event, target) -> target.utf8(message(new String(encoder.encode(event), charset)));
  }

  private static Charset charset(LayoutWrappingEncoder<?> encoder) {
    return encoder.getCharset() == null ? Charset.defaultCharset() : encoder.getCharset();
  }

  static Encoding<ILoggingEvent> of(Layout<ILoggingEvent> layout) {
    return (event, target) -> target.utf8(message(layout.doLayout(event)));
  }

  /**
   * Without the line end that files need and streams do not; cut, and marked, if it is too long.
   */
  static byte[] message(String text) {
    int end = text == null ? 0 : text.length();
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
      if (end > 0 && text.charAt(end - 1) == '\r') {
        end--;
      }
    }
    byte[] utf8 = end == 0 ? new byte[0] : text.substring(0, end).getBytes(UTF_8);
    if (utf8.length <= Limits.MESSAGE_BYTES) {
      return utf8;
    }
    int kept = Limits.wholeCharacters(utf8, Limits.MESSAGE_BYTES - CUT.length());
    return (new String(utf8, 0, kept, UTF_8) + CUT).getBytes(UTF_8);
  }
}
