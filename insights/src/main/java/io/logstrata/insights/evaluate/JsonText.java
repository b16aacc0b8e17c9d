package io.logstrata.insights.evaluate;

/** The small print of JSON: escapes and numbers (RFC 8259). */
final class JsonText {
  private static final int UNICODE_ESCAPE = 6;

  private JsonText() {}

  /** How many characters the escape at this backslash takes, or 0 if it is none. */
  static int escapeLength(String text, int at) {
    if (at + 1 >= text.length()) {
      return 0;
    }
    char c = text.charAt(at + 1);
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0 ? 2 : 0;
    }
    if (at + UNICODE_ESCAPE > text.length()) {
      return 0;
    }
    for (int i = at + 2; i < at + UNICODE_ESCAPE; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return 0;
      }
    }
    return UNICODE_ESCAPE;
  }

  /** The text of a string whose escapes were found right. */
  static String unescape(String text, int from, int to) {
    StringBuilder plain = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        i++;
        continue;
      }
      char escaped = text.charAt(i + 1);
      if (escaped == 'u') {
        plain.append((char) Integer.parseInt(text, i + 2, i + UNICODE_ESCAPE, 16));
        i += UNICODE_ESCAPE;
      } else {
        plain.append(
            switch (escaped) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            });
        i += 2;
      }
    }
    return plain.toString();
  }

  /** Where the number that begins here ends, or -1 if there is none. */
  static int numberEnd(String text, int from) {
    int i = from < text.length() && text.charAt(from) == '-' ? from + 1 : from;
    int digits = digitsEnd(text, i);
    if (digits == i || (text.charAt(i) == '0' && digits > i + 1)) {
      return -1;
    }
    i = digits;
    if (i < text.length() && text.charAt(i) == '.') {
      digits = digitsEnd(text, i + 1);
      if (digits == i + 1) {
        return -1;
      }
      i = digits;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      digits = digitsEnd(text, i);
      return digits == i ? -1 : digits;
    }
    return i;
  }

  private static int digitsEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
