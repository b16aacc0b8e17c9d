package io.logstrata.insights.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into the words that a space-delimited pattern speaks of: what stands in quotes or
 * brackets is one.
 */
final class Words {
  private Words() {}

  /** The words; with {@code most} above zero the last of so many takes the rest of the line. */
  static List<String> of(String line, int most) {
    List<String> words = new ArrayList<>();
    int at = skipBlanks(line, 0);
    while (at < line.length()) {
      int end = end(line, at);
      boolean delimited = end > at + 1 && isDelimited(line, at, end);
      if (most > 0 && words.size() == most - 1 && skipBlanks(line, end) < line.length()) {
        words.add(line.substring(at).stripTrailing());
        return words;
      }
      words.add(delimited ? line.substring(at + 1, end - 1) : line.substring(at, end));
      at = skipBlanks(line, end);
    }
    return words;
  }

  private static int end(String line, int at) {
    char close = line.charAt(at) == '"' ? '"' : line.charAt(at) == '[' ? ']' : ' ';
    int end = close == ' ' ? -1 : line.indexOf(close, at + 1);
    if (end >= 0 && (end + 1 == line.length() || Character.isWhitespace(line.charAt(end + 1)))) {
      return end + 1;
    }
    int i = at;
    while (i < line.length() && !Character.isWhitespace(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDelimited(String line, int at, int end) {
    char open = line.charAt(at);
    char close = line.charAt(end - 1);
    return (open == '"' && close == '"') || (open == '[' && close == ']');
  }

  private static int skipBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
