package io.logstrata.benchmarks.sidebyside;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.logstrata.testkit.rules.BatchRules;
import io.logstrata.testkit.rules.OfferedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which of the numbered events have arrived, and how often. Events carry their number between two
 * {@code #}.
 */
final class Arrivals {
  private static final JsonFactory JSON = new JsonFactory();

  /** For one body after the other: what the sink costs is missing to the candidate. */
  private static final ThreadLocal<byte[]> BUFFER =
      ThreadLocal.withInitial(() -> new byte[1 << 21]);

  private final BitSet seen = new BitSet();
  private long delivered;
  private long duplicated;
  private long foreign;
  private long requests;
  private long lastMillis;

  /** Reads a PutLogEvents body, holding it to the service's rules. */
  static List<OfferedEvent> read(InputStream body) throws IOException {
    List<OfferedEvent> events = new ArrayList<>();
    byte[] bytes = BUFFER.get();
    int size = 0;
    for (int read = 0; read >= 0; read = body.read(bytes, size, bytes.length - size)) {
      size += read;
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * size);
        BUFFER.set(bytes);
      }
    }
    try (JsonParser json = JSON.createParser(bytes, 0, size)) {
      Long timestamp = null;
      String message = null;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          switch (json.currentName()) {
            case "timestamp" -> timestamp = json.nextLongValue(0);
            case "message" -> message = json.nextTextValue();
            default -> {}
          }
        } else if (token == JsonToken.END_OBJECT && message != null) {
          events.add(new OfferedEvent(timestamp, message));
          timestamp = null;
          message = null;
        }
      }
    }
    BatchRules.check(events);
    return events;
  }

  synchronized void take(List<OfferedEvent> events) {
    requests++;
    lastMillis = System.currentTimeMillis();
    for (OfferedEvent event : events) {
      int number = number(event.message());
      if (number < 0) {
        foreign++;
      } else if (seen.get(number)) {
        duplicated++;
      } else {
        seen.set(number);
        delivered++;
      }
    }
  }

  /**
   * One line: {@code delivered duplicated foreign requests lastMillis}; the count starts anew when
   * asked to.
   */
  synchronized String report(boolean startAnew) {
    String report =
        delivered + " " + duplicated + " " + foreign + " " + requests + " " + lastMillis;
    if (startAnew) {
      seen.clear();
      delivered = 0;
      duplicated = 0;
      foreign = 0;
      requests = 0;
    }
    return report;
  }

  private static int number(String message) {
    int begin = message.indexOf('#');
    int end = message.indexOf('#', begin + 1);
    if (begin < 0 || end < 0) {
      return -1;
    }
    try {
      return Integer.parseInt(message, begin + 1, end, 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
