package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.HashMap;
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

  private static final String STATUS = "statusCode";

  /** A longer one is text, which can be cut. */
  private static final int LONGEST_NUMBER = 512;

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
  private int cutStackCharacters;
  private int cutFields;
  private boolean statusWritten;
  private boolean firstField;

  EventWriter(JsonOptions options) {
    this.options = options;
    this.stack = new StackText(options.maxStackCharacters());
    this.statusName = options.name(STATUS);
    for (String field : JsonOptions.FIELDS) {
      if (!field.equals(STATUS)) {
        reserved.add(options.name(field));
      }
    }
    options.nestMdcAs().ifPresent(reserved::add);
    options.nestKeyValuesAs().ifPresent(reserved::add);
    reserved.addAll(options.staticFields().keySet());
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
    cutStackCharacters = 0;
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
      statusAlone(event);
    } else {
      keyValues(event.getKeyValuePairs());
      mdc(event.getMDCPropertyMap());
      if (!options.staticFields().isEmpty()) {
        options.staticFields().forEach(this::nameAndValue);
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

  /** Of all that an event brings itself only the status, and counts the rest. */
  private void statusAlone(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      List<KeyValuePair> kept =
          pairs.stream().filter(pair -> isStatus(String.valueOf(pair.key))).limit(1).toList();
      keyValues(kept);
      cutFields += pairs.size() - kept.size();
    }
    Map<String, String> mdc = event.getMDCPropertyMap();
    if (mdc != null) {
      Map<String, String> kept = new HashMap<>();
      mdc.entrySet().stream()
          .filter(entry -> isStatus(String.valueOf(entry.getKey())))
          .limit(1)
          .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
      mdc(kept);
      cutFields += mdc.size() - kept.size();
    }
    List<Marker> markers = event.getMarkerList();
    cutFields += options.staticFields().size() + (markers == null ? 0 : markers.size());
  }

  private boolean isStatus(String key) {
    return key.equals(STATUS) || key.equals(statusName);
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
    String free = nameOf(key);
    while (reserved.contains(free) || !used.add(free)) {
      free += "_";
    }
    statusWritten |= free.equals(statusName);
    nameAndValue(free, value);
  }

  private void nestedField(String key, Object value) {
    String free = nameOf(key);
    while (!usedInside.add(free)) {
      free += "_";
    }
    nameAndValue(free, value);
  }

  /** As it is written: two names that differ only in halves of surrogate pairs become one. */
  private String nameOf(String key) {
    String name = JsonOptions.wellFormed(String.valueOf(key));
    return name.equals(STATUS) ? statusName : name;
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
    if (value instanceof String text) {
      bounded(text);
    } else if (!scalar(value)) {
      structure(CapturedValue.of(value));
    }
  }

  /** Writes nothing and returns false if the value is neither a number nor a boolean nor null. */
  private boolean scalar(Object value) {
    if (value == null) {
      out.ascii("null");
    } else if (value instanceof Boolean
        || Numbers.isExact(value)
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float fraction && Float.isFinite(fraction))) {
      String text = SafeText.of(value);
      if (text.length() <= LONGEST_NUMBER) {
        out.ascii(text);
      } else {
        bounded(text);
      }
    } else {
      return false;
    }
    return true;
  }

  /** A list or map of a size that is allowed, else as text: half a structure would say untruths. */
  private void structure(Object captured) {
    out.mark();
    if (!(captured instanceof List || captured instanceof Map) || !member(captured)) {
      out.backToMark();
      bounded(SafeText.of(captured));
    }
  }

  /** Returns false, in the midst of it, if that becomes too long. */
  private boolean member(Object value) {
    if (value instanceof List<?> list) {
      char before = '[';
      for (Object each : list) {
        out.raw(before);
        before = ',';
        if (!member(each)) {
          return false;
        }
      }
      out.ascii(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      Set<String> names = new HashSet<>();
      char before = '{';
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.raw(before);
        before = ',';
        String name = JsonOptions.wellFormed(String.valueOf(each.getKey()));
        while (!names.add(name)) {
          name += "_";
        }
        out.string(name);
        out.raw(':');
        if (!member(each.getValue())) {
          return false;
        }
      }
      out.ascii(map.isEmpty() ? "{}" : "}");
    } else if (!scalar(value)) {
      String text = SafeText.of(value);
      return out.string(text, valueLimit) == text.length() && out.sinceMark() <= valueLimit;
    }
    return out.sinceMark() <= valueLimit;
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
    if (out.string(text, stackLimit) < text.length() || stack.isCut()) {
      cutStackCharacters = stack.characters();
    }
    stackBytes = out.size() - start - 2;
    out.raw('}');
  }

  private void truncated() {
    if (cutMessageCharacters == 0 && cutStackCharacters == 0 && cutFields == 0) {
      return;
    }
    name(options.name("truncated"));
    out.raw('{');
    firstField = true;
    if (cutMessageCharacters > 0) {
      name("messageCharacters");
      out.ascii(Integer.toString(cutMessageCharacters));
    }
    if (cutStackCharacters > 0) {
      name("stackCharacters");
      out.ascii(Integer.toString(cutStackCharacters));
    }
    if (cutFields > 0) {
      name("fields");
      out.ascii(Integer.toString(cutFields));
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
