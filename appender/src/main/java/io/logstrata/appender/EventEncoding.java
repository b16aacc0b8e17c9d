package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.appender.ship.Encoding;
import io.logstrata.appender.ship.Limits;

/** Logback's ways to make text of an event, as the shipper's one. */
final class EventEncoding {
  private static final String CUT = " [cut]";

  private EventEncoding() {}

  static Encoding<ILoggingEvent> of(Encoder<ILoggingEvent> encoder) {
    if (encoder instanceof JsonEventEncoder json) {
      return (event, target) -> json.encodeQuoted(event, Limits.MESSAGE_BYTES, target::quoted);
    }
    // Decoded and encoded again: bytes that are not UTF-8 would make the service refuse the whole
    // batch.
    return (event, target) -> target.utf8(message(new String(encoder.encode(event), UTF_8)));
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
