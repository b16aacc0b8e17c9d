package io.logstrata.insights.write;

/** Holds back texts that UTF-8 cannot carry: an encoder would quietly put a question mark there. */
final class WholeCharacters {
  private static final int SHOWN = 30;

  private WholeCharacters() {}

  /** As much of a text as names it. */
  static String beginning(String text) {
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length()))));
  }

  /**
   * The text as it is.
   *
   * @param what what the text is, for the message, such as {@code query}
   * @throws NotWritable if it holds half of a surrogate pair, naming what stands before it
   */
  static String check(String text, String what) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      // A pair is one code point beyond these; only a half is one of them.
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new NotWritable(
            "the "
                + what
                + " holds half of a surrogate pair after `"
                + text.substring(Math.max(0, i - SHOWN), i)
                + "`, which UTF-8 cannot carry: give the whole character");
      }
    }
    return text;
  }
}
