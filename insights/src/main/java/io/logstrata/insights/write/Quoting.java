package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression.Part;
import io.logstrata.insights.model.Field;

/**
 * How values and names become text that is read back as the same value or name, whatever they hold.
 */
final class Quoting {
  private Quoting() {}

  /**
   * A text in double quotes. A backslash escapes itself and the quote, as tools published by AWS do
   * it; the service documents no escapes.
   */
  static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * A field's name: segments with anything but letters, digits, {@code @} and {@code _} in
   * backticks.
   */
  static String field(Field field) {
    StringBuilder text = new StringBuilder();
    for (String segment : field.path()) {
      if (text.length() > 0) {
        text.append('.');
      }
      text.append(segment(segment, text.length() == 0));
    }
    return text.toString();
  }

  /** A step into a map or a list. */
  static String step(Part.Step step) {
    return step.isIndex() ? "[" + step.index() + ']' : '.' + segment(step.key(), false);
  }

  /** A name given with {@code as}. */
  static String name(String name) {
    return segment(name, true);
  }

  /** A regular expression between slashes; a slash inside is escaped unless it already is. */
  static String regex(String pattern) {
    StringBuilder text = new StringBuilder("/");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        text.append(c).append(pattern.charAt(++i));
      } else {
        text.append(c == '/' ? "\\/" : c);
      }
    }
    return text.append('/').toString();
  }

  private static String segment(String segment, boolean first) {
    int at = segment.startsWith("@@") ? 2 : segment.startsWith("@") ? 1 : 0;
    String rest = first ? segment.substring(at) : segment;
    // A key that is an at-sign alone is shown as two, and nothing is left to quote.
    if (isBare(rest, first && at == 0) || rest.isEmpty()) {
      return segment;
    }
    if (rest.indexOf('\n') >= 0 || rest.indexOf('\r') >= 0) {
      throw new NotWritable(
          "a field's name holds a line break, which Insights QL cannot write: rename it where it is logged");
    }
    return (first ? segment.substring(0, at) : "") + '`' + rest + '`';
  }

  private static boolean isBare(String text, boolean letterFirst) {
    if (letterFirst
        && (Words.RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT))
            || isDigit(text.charAt(0)))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && c != '_' && !isDigit(c)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
