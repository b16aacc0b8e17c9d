package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Writes one event as one JSON object. An object that becomes too long is written again with its
 * message, then its stack trace, then its other values cut, and says so in the field {@code
 * truncated}. Not thread-safe.
 */
final class EventWriter {
  /** For the braces, names and numbers of the field that tells what was cut. */
  private static final int TRUNCATED_FIELD_BYTES = 256;

  /** A message keeps at least this much, even beside a long stack trace. */
  private static final int LEAST_MESSAGE_BYTES = 4_096;

  /** What any other value keeps when the other values are what makes the event too long. */
  private static final int SHORT_VALUE_BYTES = 1_024;

  private final JsonOptions options;
  private final Set<String> reserved = new HashSet<>();
  private final String statusName;
  private final JsonBuffer out = new JsonBuffer();
  private final FixedFields fixed;
  private final IsoTime time = new IsoTime();
  private final StackText stack;
  private final Set<String> used = new HashSet<>();
  private final Set<String> usedInside = new HashSet<>();

  // What the writing at hand is for and allows, and what it did.
  private boolean insideString;
  private int messageLimit;
  private int stackLimit;
  private int valueLimit;
  private boolean coreOnly;
  private int messageBytes;
  private int stackBytes;
  private int cutMessageCharacters;
  private boolean cutStack;
  private int cutFields;
  private boolean statusWritten;
  private boolean firstField;

  EventWriter(JsonOptions options) {
    this.options = options;
    this.stack = new StackText(options.maxStackCharacters());
    this.statusName = options.name("statusCode");
    for (String field : JsonOptions.FIELDS) {
      if (!field.equals("statusCode")) {
        reserved.add(options.name(field));
      }
    }
    options.nestMdcAs().ifPresent(reserved::add);
    options.nestKeyValuesAs().ifPresent(reserved::add);
    fixed = new FixedFields(options);
  }

  /** The event as JSON and a line feed. */
  byte[] line(ILoggingEvent event) {
    insideString = false;
    write(event, Integer.MAX_VALUE - 1);
    out.raw('\n');
    return taken();
  }

  /** The event as JSON of at most so many bytes (4,096 or more). */
  byte[] within(ILoggingEvent event, int atMostBytes) {
    insideString = false;
    write(event, atMostBytes);
    return taken();
  }

  /** The same, as the inside of a JSON string. */
  void quotedWithin(ILoggingEvent event, int atMostBytes, QuotedText target) {
    insideString = true;
    write(event, atMostBytes);
    out.giveTo(target);
    out.clear(false);
  }

  private byte[] taken() {
    byte[] written = out.toByteArray();
    out.clear(false); // lets an array go that one long event has made large
    return written;
  }

  private void write(ILoggingEvent event, int room) {
    limits(room, room, room, false);
    object(event);
    if (out.size() > room) {
      shorten(event, room);
    }
  }

  private void shorten(ILoggingEvent event, int room) {
    int others = out.size() - messageBytes - stackBytes;
    if (others > room / 2) {
      limits(room, room, SHORT_VALUE_BYTES, false);
      object(event);
      others = out.size() - messageBytes - stackBytes;
    }
    if (others > room / 2) {
      limits(room, room, SHORT_VALUE_BYTES, true);
      object(event);
      others = out.size() - messageBytes - stackBytes;
    }
    int available = room - others - TRUNCATED_FIELD_BYTES;
    int least = Math.min(LEAST_MESSAGE_BYTES, available / 2);
    int forMessage = Math.min(messageBytes, Math.max(least, available - stackBytes));
    limits(forMessage, available - forMessage, valueLimit, coreOnly);
    object(event);
  }

  private void limits(int message, int stackTrace, int value, boolean core) {
    messageLimit = message;
    stackLimit = stackTrace;
    valueLimit = value;
    coreOnly = core;
  }

  private void object(ILoggingEvent event) {
    out.clear(insideString);
    used.clear();
    cutMessageCharacters = 0;
    cutStack = false;
    cutFields = 0;
    stackBytes = 0;
    statusWritten = false;
    out.token(fixed.timestamp);
    time.append(event.getTimeStamp(), out);
    out.token(fixed.level(event.getLevel()));
    out.token(fixed.logger);
    textOrEmpty(event.getLoggerName());
    out.token(fixed.thread);
    textOrEmpty(event.getThreadName());
    firstField = false;
    message(event.getFormattedMessage());
    if (coreOnly) {
      cutFields++;
    } else {
      keyValues(event.getKeyValuePairs());
      mdc(event.getMDCPropertyMap());
      if (!options.staticFields().isEmpty()) {
        options.staticFields().forEach(this::field);
      }
      markers(event.getMarkerList());
    }
    exception(event.getThrowableProxy());
    truncated();
    out.raw('}');
  }

  private void message(String message) {
    out.token(fixed.message);
    int start = out.size();
    String text = message == null ? "null" : message;
    if (out.string(text, messageLimit) < text.length()) {
      cutMessageCharacters = text.length();
    }
    messageBytes = out.size() - start - 2;
  }

  private void keyValues(List<KeyValuePair> pairs) {
    if (pairs == null || pairs.isEmpty()) {
      return;
    }
    if (options.nestKeyValuesAs().isEmpty()) {
      pairs.forEach(pair -> field(pair.key, pair.value));
      return;
    }
    begin(options.nestKeyValuesAs().get());
    pairs.forEach(pair -> nestedField(pair.key, pair.value));
    end();
  }

  private void mdc(Map<String, String> mdc) {
    if (mdc == null || mdc.isEmpty()) {
      return;
    }
    if (options.nestMdcAs().isEmpty()) {
      mdc.forEach(this::field);
      return;
    }
    begin(options.nestMdcAs().get());
    mdc.forEach(this::nestedField);
    end();
  }

  private void begin(String object) {
    name(object);
    out.raw('{');
    firstField = true;
    usedInside.clear();
  }

  private void end() {
    out.raw('}');
    firstField = false;
  }

  private void field(String key, Object value) {
    String free = String.valueOf(key);
    while (reserved.contains(free) || !used.add(free)) {
      free += "_";
    }
    statusWritten |= free.equals(statusName);
    nameAndValue(free, value);
  }

  private void nestedField(String key, Object value) {
    String free = String.valueOf(key);
    while (!usedInside.add(free)) {
      free += "_";
    }
    nameAndValue(free, value);
  }

  private void nameAndValue(String name, Object value) {
    name(name);
    if (name.equals(statusName) && value instanceof String text && Numbers.isPlain(text)) {
      out.ascii(text);
    } else {
      value(value);
    }
  }

  private void value(Object value) {
    if (value == null) {
      out.ascii("null");
    } else if (value instanceof Boolean || Numbers.isExact(value)) {
      out.ascii(value.toString());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.ascii(number.toString());
    } else if (value instanceof Float number && Float.isFinite(number)) {
      out.ascii(number.toString());
    } else {
      bounded(SafeText.of(value));
    }
  }

  private void markers(List<Marker> markers) {
    if (markers == null || markers.isEmpty()) {
      return;
    }
    name(options.name("markers"));
    out.raw('[');
    for (int i = 0; i < markers.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      bounded(String.valueOf(markers.get(i).getName()));
    }
    out.raw(']');
  }

  private void exception(IThrowableProxy throwable) {
    if (throwable == null) {
      return;
    }
    if (!statusWritten && options.statusFromException()) {
      int status = StatusOfException.of(throwable);
      if (status != 0) {
        name(statusName);
        out.ascii(Integer.toString(status));
      }
    }
    name(options.name("exception"));
    out.raw('{');
    firstField = true;
    name("class");
    bounded(String.valueOf(throwable.getClassName()));
    if (throwable.getMessage() != null) {
      name("message");
      bounded(throwable.getMessage());
    }
    name("stack");
    CharSequence text = stack.of(throwable);
    int start = out.size();
    cutStack = out.string(text, stackLimit) < text.length() || stack.isCut();
    stackBytes = out.size() - start - 2;
    out.raw('}');
  }

  private void truncated() {
    if (cutMessageCharacters == 0 && !cutStack && cutFields == 0) {
      return;
    }
    name(options.name("truncated"));
    out.raw('{');
    firstField = true;
    if (cutMessageCharacters > 0) {
      name("messageCharacters");
      out.ascii(Integer.toString(cutMessageCharacters));
    }
    if (cutStack) {
      name("stack");
      out.ascii("true");
    }
    if (cutFields > 0) {
      name("fields");
      out.ascii("true");
    }
    out.raw('}');
    firstField = false;
  }

  private void textOrEmpty(String value) {
    bounded(value == null ? "" : value);
  }

  private void bounded(String text) {
    if (out.string(text, valueLimit) < text.length()) {
      cutFields++;
    }
  }

  private void name(String name) {
    if (firstField) {
      firstField = false;
    } else {
      out.raw(',');
    }
    out.string(name);
    out.raw(':');
  }
}
