package io.logstrata.insights.evaluate;

import java.util.function.IntUnaryOperator;

/**
 * What is done to texts. Characters are whole ones (code points), as {@code strlen} counts them.
 */
final class TextFunctions {
  private static final Value BLANKS = Value.text(" \t\n\r\f");

  private TextFunctions() {}

  /** Each character by itself, so that a text keeps its length; engines of SQL do the same. */
  static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  /** Each character by itself, so that a text keeps its length; engines of SQL do the same. */
  static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  /** Whether {@code trim} leaves nothing of it. */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(each -> holds(BLANKS, each));
  }

  private static String mapped(String text, IntUnaryOperator change) {
    return text.codePoints()
        .map(change)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static Operand concat(Operand[] arguments) {
    return row -> {
      StringBuilder text = new StringBuilder();
      for (Operand argument : arguments) {
        Value value = argument.of(row);
        if (value == null) {
          return null;
        }
        text.append(value.text());
      }
      return Value.text(text.toString());
    };
  }

  static Operand trim(Operand[] arguments, boolean left, boolean right) {
    return row -> {
      Value value = arguments[0].of(row);
      Value set = arguments.length > 1 ? arguments[1].of(row) : BLANKS;
      if (value == null || set == null) {
        return null;
      }
      // By whole characters: half of one in the set would cut another in two.
      String text = value.text();
      int from = 0;
      int to = text.length();
      while (left && from < to && holds(set, text.codePointAt(from))) {
        from += Character.charCount(text.codePointAt(from));
      }
      while (right && from < to && holds(set, text.codePointBefore(to))) {
        to -= Character.charCount(text.codePointBefore(to));
      }
      return Value.text(text.substring(from, to));
    };
  }

  private static boolean holds(Value set, int character) {
    return set.text().codePoints().anyMatch(each -> each == character);
  }

  static Operand substr(Operand[] arguments) {
    return row -> {
      Value value = arguments[0].of(row);
      Value start = arguments[1].of(row);
      Value length = arguments.length > 2 ? arguments[2].of(row) : Value.number(Integer.MAX_VALUE);
      if (value == null
          || start == null
          || length == null
          || !(start.number() >= 0)
          || !(length.number() >= 0)) {
        return null;
      }
      // In characters as strlen counts them, so that none is cut in two.
      String text = value.text();
      int size = text.codePointCount(0, text.length());
      int from = (int) Math.min(size, start.number());
      int to = (int) Math.min(size, from + length.number());
      int begin = text.offsetByCodePoints(0, from);
      return Value.text(text.substring(begin, text.offsetByCodePoints(begin, to - from)));
    };
  }

  static Operand replace(Operand[] arguments) {
    return row -> {
      Value text = arguments[0].of(row);
      Value search = arguments[1].of(row);
      Value replacement = arguments[2].of(row);
      return text == null || search == null || replacement == null
          ? null
          : Value.text(text.text().replace(search.text(), replacement.text()));
    };
  }

  static Operand contains(Operand[] arguments) {
    return row -> {
      Value text = arguments[0].of(row);
      Value search = arguments[1].of(row);
      if (text == null || search == null) {
        return null;
      }
      Value ignoreCase = arguments.length > 2 ? arguments[2].of(row) : null;
      if (ignoreCase != null && ignoreCase.isTrue()) {
        return Value.truth(lower(text.text()).contains(lower(search.text())));
      }
      return Value.truth(text.text().contains(search.text()));
    };
  }
}
