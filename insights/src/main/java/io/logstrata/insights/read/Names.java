package io.logstrata.insights.read;

import io.logstrata.insights.model.Field;
import java.util.ArrayList;
import java.util.List;

/** Takes quotes off: what the writer's quoting puts on, and the other forms that people write. */
final class Names {
  private Names() {}

  /** A field from its name, whose backticks may stand around a part or around the whole. */
  static Field field(String text) {
    List<String> path = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        path.add(segment.toString());
        segment.setLength(0);
      } else {
        segment.append(c);
      }
    }
    path.add(segment.toString());
    return new Field(path);
  }

  /**
   * A text from its literal: a backslash keeps a quote or another backslash from meaning something;
   * before others it is itself.
   */
  static String unquote(String literal) {
    StringBuilder text = new StringBuilder(literal.length());
    int end = literal.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = literal.charAt(i);
      if (c == '\\' && i + 1 < end && "\\\"'".indexOf(literal.charAt(i + 1)) >= 0) {
        c = literal.charAt(++i);
      }
      text.append(c);
    }
    return text.toString();
  }

  /** A regular expression from between its slashes. */
  static String unslash(String literal) {
    StringBuilder regex = new StringBuilder(literal.length());
    int end = literal.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = literal.charAt(i);
      if (c == '\\' && i + 1 < end) {
        char next = literal.charAt(++i);
        regex.append(next == '/' ? "/" : "\\" + next);
      } else {
        regex.append(c);
      }
    }
    return regex.toString();
  }
}
