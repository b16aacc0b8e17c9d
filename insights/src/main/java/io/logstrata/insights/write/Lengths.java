package io.logstrata.insights.write;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Holds back texts that are longer than the service takes. */
final class Lengths {
  private Lengths() {}

  /**
   * Lets a text pass that the service takes.
   *
   * @param what what the text is, such as {@code query}
   * @param parts what it is put together from, as text
   * @param remedy what to do about a text that is too long
   * @throws NotWritable if it has more characters than these, naming its longest part
   */
  static void check(
      String what, String text, int mostCharacters, List<String> parts, String remedy) {
    if (text.length() <= mostCharacters) {
      return;
    }
    String longest = Collections.max(parts, Comparator.comparingInt(String::length));
    throw new NotWritable(
        "the "
            + what
            + " has "
            + text.length()
            + " characters and the service takes "
            + mostCharacters
            + ": the longest part, with "
            + longest.length()
            + ", begins `"
            + WholeCharacters.beginning(longest)
            + "`; shorten its lists of values, or "
            + remedy);
  }
}
