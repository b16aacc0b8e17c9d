package io.logstrata.samples.cluster;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One thing that a service says: what is logged, and how the HTTP status gets into the event.
 *
 * @param level the level to log at
 * @param status the HTTP status, absent where the service has none to tell (a failed job, an
 *     uncaught exception)
 * @param carrier how the status travels: as a key-value of the event, or in the MDC, as filters of
 *     web frameworks do it
 * @param message the text, possibly of several lines
 * @param fields further key-values, in this order
 * @param failure what was thrown, or null
 */
record Entry(
    Level level,
    OptionalInt status,
    Carrier carrier,
    String message,
    Map<String, Object> fields,
    Throwable failure) {

  enum Carrier {
    KEY_VALUE,
    MDC
  }

  Entry {
    requireNonNull(level, "level");
    requireNonNull(status, "status");
    requireNonNull(carrier, "carrier");
    requireNonNull(message, "message");
    // Not Map.copyOf: a user's own line may well hold null values, and its order is worth keeping.
    fields = new LinkedHashMap<>(fields);
  }

  void logTo(Logger log) {
    if (status.isPresent() && carrier == Carrier.MDC) {
      MDC.put("statusCode", Integer.toString(status.getAsInt()));
      try {
        write(log);
      } finally {
        MDC.remove("statusCode");
      }
    } else {
      write(log);
    }
  }

  private void write(Logger log) {
    LoggingEventBuilder event = log.atLevel(level).setMessage(message).setCause(failure);
    if (status.isPresent() && carrier == Carrier.KEY_VALUE) {
      event = event.addKeyValue("statusCode", status.getAsInt());
    }
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      event = event.addKeyValue(field.getKey(), field.getValue());
    }
    event.log();
  }

  /**
   * Whether a person on call wants to be woken by this one. Written as a plain {@code if} on
   * purpose: it is the independent answer that the queries are held against.
   */
  boolean isSpecialError() {
    if (level != Level.ERROR) {
      return false;
    }
    if (status.isEmpty()) {
      return true;
    }
    int code = status.getAsInt();
    return code != 400 && code != 401 && code != 403 && code != 404;
  }
}
