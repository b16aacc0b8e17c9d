package io.logstrata.appender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * The formatted message of an event. SLF4J's formatter makes a map for each argument and copies its
 * text into a larger array again and again: more than all the rest of a logging call. Where a
 * template has no escapes and its arguments are plain values, the same text is written here into
 * one array of the right size; everything else is left to SLF4J.
 */
final class MessageText {
  private static final String ANCHOR = "{}";

  /** Of an {@code int} and of everything shorter, with its sign. */
  private static final int LONGEST_INT = 11;

  /** Of a {@code double}, which is longer than any {@code long}. */
  private static final int LONGEST_DOUBLE = 26;

  /** Beyond this the size is no guess worth an array: an argument may have no place to go. */
  private static final int LARGEST = 1 << 16;

  private MessageText() {}

  /** What {@link ILoggingEvent#getFormattedMessage} says, and fails as it fails. */
  static String of(ILoggingEvent event) {
    if (event.getClass() != LoggingEvent.class) {
      return event.getFormattedMessage(); // somebody's own event may mask what it says
    }
    String template = event.getMessage();
    Object[] arguments = event.getArgumentArray();
    if (template == null || arguments == null || arguments.length == 0) {
      return event.getFormattedMessage();
    }
    long length = template.length();
    for (Object argument : arguments) {
      int more = mostCharacters(argument);
      if (more < 0) {
        return event.getFormattedMessage();
      }
      length += more;
    }
    if (template.indexOf('\\') >= 0 || length > LARGEST) {
      return event.getFormattedMessage();
    }
    return format(template, arguments, length);
  }

  private static String format(String template, Object[] arguments, long mostCharacters) {
    int anchor = template.indexOf(ANCHOR);
    if (anchor < 0) {
      return template;
    }
    StringBuilder text = new StringBuilder((int) mostCharacters);
    int done = 0;
    for (int i = 0; i < arguments.length && anchor >= 0; i++) {
      text.append(template, done, anchor);
      append(text, arguments[i]);
      done = anchor + ANCHOR.length();
      anchor = template.indexOf(ANCHOR, done);
    }
    return text.append(template, done, template.length()).toString();
  }

  /** Negative for a value that may be anything: an array, or foreign code. */
  private static int mostCharacters(Object argument) {
    if (argument instanceof String text) {
      return text.length();
    }
    if (argument instanceof Integer) {
      return LONGEST_INT;
    }
    if (argument instanceof Long || argument instanceof Double) {
      return LONGEST_DOUBLE;
    }
    if (argument == null
        || argument instanceof Boolean
        || argument instanceof Short
        || argument instanceof Byte
        || argument instanceof Character) {
      return LONGEST_INT;
    }
    return argument instanceof Float ? LONGEST_DOUBLE : -1;
  }

  private static void append(StringBuilder text, Object argument) {
    if (argument instanceof String string) {
      text.append(string);
    } else if (argument instanceof Integer number) {
      text.append(number.intValue());
    } else if (argument instanceof Long number) {
      text.append(number.longValue());
    } else {
      text.append(argument); // which asks a plain value for its text, and writes null for nothing
    }
  }
}
