package io.logstrata.insights.read;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Pattern.ValueTest;
import io.logstrata.insights.model.Regex;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A place in the text of a filter pattern, and the small things that all three languages share. */
final class PatternCursor {
  private static final char END = '\0';
  private static final String REGEX_CHARACTERS = ":_#=@/;,- ^$?[]{}|\\*+.";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;
  private int regexes;

  PatternCursor(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  int regexes() {
    return regexes;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  void next() {
    at++;
  }

  boolean atBlank() {
    return !atEnd() && Character.isWhitespace(peek());
  }

  void skipBlanks() {
    while (atBlank()) {
      at++;
    }
  }

  boolean take(String token) {
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  /** Takes a word that ends where it ends. */
  boolean takeWord(String word) {
    int end = at + word.length();
    if (!text.startsWith(word, at) || (end < text.length() && isWordCharacter(text.charAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  /**
   * Takes letters, digits, {@code _} and the others, at least one.
   *
   * @param expected what stands in the complaint where there is none
   */
  String word(String others, String expected) {
    int start = at;
    while (isWordCharacter(peek()) || (!atEnd() && others.indexOf(peek()) >= 0)) {
      at++;
    }
    if (at == start) {
      throw wrong(start, "found " + found() + ", expected " + expected);
    }
    return since(start);
  }

  void expect(String token, String what) {
    if (!take(token)) {
      throw wrong(at, "found " + found() + ", expected " + what);
    }
  }

  String since(int start) {
    return text.substring(start, at);
  }

  String found() {
    return atEnd() ? "the end" : "`" + text.substring(at, text.offsetByCodePoints(at, 1)) + '`';
  }

  /** Complains of what was read since the start, or of the one character that stands there. */
  SyntaxException wrong(int start, String problem) {
    int next = start < text.length() ? text.offsetByCodePoints(start, 1) : start;
    return new SyntaxException(text, start, Math.max(next, at), problem);
  }

  static boolean isWordCharacter(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** A text in double quotes, where a backslash escapes itself and the quote. */
  String quoted() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (!atEnd() && peek() != '"') {
      if (peek() == '\\' && at + 1 < text.length() && "\\\"".indexOf(text.charAt(at + 1)) >= 0) {
        at++;
      }
      value.append(peek());
      at++;
    }
    if (atEnd()) {
      throw wrong(start, "a quote is never closed");
    }
    at++;
    return value.toString();
  }

  /** A regular expression between percent signs. */
  String regex() {
    int start = at++;
    while (!atEnd() && peek() != '%') {
      char c = peek();
      if (!isWordCharacter(c) && REGEX_CHARACTERS.indexOf(c) < 0) {
        throw wrong(
            at,
            "found "
                + found()
                + ", which a regular expression of a filter pattern cannot hold: write it as \\xHH if it is ASCII");
      }
      at++;
    }
    if (atEnd()) {
      throw wrong(start, "a regular expression is never closed: put % behind it");
    }
    at++;
    regexes++;
    String regex = text.substring(start + 1, at - 1);
    try {
      return new Regex(regex).pattern();
    } catch (IllegalArgumentException e) {
      throw wrong(start, e.getMessage());
    }
  }

  /** An operator, or null if none stands here. */
  Comparator operator() {
    for (Comparator operator :
        new Comparator[] {
          Comparator.AT_MOST,
          Comparator.AT_LEAST,
          Comparator.NOT_EQUAL,
          Comparator.EQUAL,
          Comparator.LESS,
          Comparator.GREATER
        }) {
      if (take(operator.symbol())) {
        return operator;
      }
    }
    return null;
  }

  /** The value after an operator; {@code ends} are the characters that end a bare one. */
  ValueTest test(Comparator operator, String ends) {
    skipBlanks();
    boolean equal = operator == Comparator.EQUAL;
    int start = at;
    if (!operator.isOrdering() && peek() == '"') {
      return new ValueTest.Text(equal, quoted());
    }
    if (!operator.isOrdering() && peek() == '%') {
      return new ValueTest.Regex(equal, regex());
    }
    while (!atEnd() && !atBlank() && ends.indexOf(peek()) < 0) {
      if (!isWordCharacter(peek()) && "*.-+:/".indexOf(peek()) < 0) {
        throw wrong(at, "found " + found() + " in a value: put the value into double quotes");
      }
      at++;
    }
    String bare = since(start);
    if (NUMBER.matcher(bare).matches()) {
      return new ValueTest.Num(operator, new BigDecimal(bare), bare);
    }
    if (operator.isOrdering() || bare.isEmpty()) {
      at = start;
      throw wrong(
          start,
          "found "
              + found()
              + ", expected "
              + (operator.isOrdering()
                  ? "a number: " + operator.symbol() + " orders numbers only"
                  : "a value"));
    }
    return new ValueTest.Text(equal, bare);
  }
}
