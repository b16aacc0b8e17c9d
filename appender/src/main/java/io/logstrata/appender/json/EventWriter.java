package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;

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

  private final String truncatedName;
  private final FixedFields fixed;
  private final IsoTime time = new IsoTime();
  private final JsonBuffer out = new JsonBuffer();
  private final ValueWriter values = new ValueWriter(out);
  private final FieldWriter fields = new FieldWriter(out);
  private final EntryFields entries;
  private final ExceptionField exception;

  // What the writing at hand is for and allows, and what it did.
  private boolean insideString;
  private int messageLimit;
  private int stackLimit;
  private boolean coreOnly;
  private int messageBytes;
  private int cutMessageCharacters;

  /**
   * @param fixed of the same options; other writers may have it too
   */
  EventWriter(JsonOptions options, FixedFields fixed) {
    truncatedName = options.name("truncated");
    this.fixed = fixed;
    entries = new EntryFields(options, out, fields, values);
    exception = new ExceptionField(options, out, fields, values);
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
    limits(room, room);
    values.limit(room);
    coreOnly = false;
    object(event);
    if (out.size() > room) {
      shorten(event, room);
    }
  }

  private void shorten(ILoggingEvent event, int room) {
    if (others() > room / 2) {
      values.limit(SHORT_VALUE_BYTES);
      object(event);
    }
    if (others() > room / 2) {
      coreOnly = true;
      object(event);
    }
    int available = room - others() - TRUNCATED_FIELD_BYTES;
    int least = Math.min(LEAST_MESSAGE_BYTES, available / 2);
    int forMessage = Math.min(messageBytes, Math.max(least, available - exception.stackBytes()));
    limits(forMessage, available - forMessage);
    object(event);
  }

  /** Bytes of all that is neither message nor stack trace. */
  private int others() {
    return out.size() - messageBytes - exception.stackBytes();
  }

  private void limits(int message, int stackTrace) {
    messageLimit = message;
    stackLimit = stackTrace;
  }

  private void object(ILoggingEvent event) {
    out.clear(insideString);
    values.startOver();
    entries.startOver();
    out.token(fixed.timestamp);
    time.append(event.getTimeStamp(), out);
    out.token(fixed.level(event.getLevel()));
    out.token(fixed.logger);
    textOrEmpty(event.getLoggerName());
    out.token(fixed.thread);
    textOrEmpty(event.getThreadName());
    message(event.getFormattedMessage());
    if (coreOnly) {
      entries.statusAlone(event);
    } else {
      entries.all(event);
    }
    exception.write(event.getThrowableProxy(), stackLimit, entries.hasStatus());
    truncated();
    out.raw('}');
  }

  private void textOrEmpty(String text) {
    values.text(text == null ? "" : text);
  }

  private void message(String message) {
    out.token(fixed.message);
    int start = out.size();
    String text = message == null ? "null" : message;
    cutMessageCharacters = out.string(text, messageLimit) < text.length() ? text.length() : 0;
    messageBytes = out.size() - start - 2;
  }

  private void truncated() {
    int cutFields = values.cut() + entries.leftOut();
    if (cutMessageCharacters == 0 && exception.cutCharacters() == 0 && cutFields == 0) {
      return;
    }
    fields.begin(truncatedName);
    numberUnlessZero("messageCharacters", cutMessageCharacters);
    numberUnlessZero("stackCharacters", exception.cutCharacters());
    numberUnlessZero("fields", cutFields);
    fields.end();
  }

  private void numberUnlessZero(String name, int number) {
    if (number != 0) {
      fields.name(name);
      out.ascii(Integer.toString(number));
    }
  }
}
