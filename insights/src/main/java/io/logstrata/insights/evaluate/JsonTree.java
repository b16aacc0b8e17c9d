package io.logstrata.insights.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object as maps, lists and scalars, for patterns, which tell null, absent, objects and
 * arrays apart.
 */
final class JsonTree {
  /** JSON's null. */
  static final Object NULL = new Object();

  private static final int DEEPEST = 500;
  private static final Object WRONG = new Object();

  private final String text;
  private int at;

  private JsonTree(String text) {
    this.text = text;
  }

  /**
   * The object that the text is, with values of type Map, List, {@link Value} or {@link #NULL}; or
   * null if it is none.
   */
  static Map<?, ?> parse(String text) {
    return structure(text) instanceof Map<?, ?> map ? map : null;
  }

  /** The same, or a List where the text is an array. */
  static Object structure(String text) {
    JsonTree tree = new JsonTree(text);
    tree.skipBlanks();
    if (tree.peek() != '{' && tree.peek() != '[') {
      return null;
    }
    Object value = tree.value(0);
    tree.skipBlanks();
    return value != WRONG && tree.at == text.length() ? value : null;
  }

  private Object value(int depth) {
    if (depth > DEEPEST) {
      return WRONG;
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", Value.bool(true));
      case 'f' -> word("false", Value.bool(false));
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Object object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (take('}')) {
      return members;
    }
    do {
      skipBlanks();
      if (peek() != '"' || !(string() instanceof Value key)) {
        return WRONG;
      }
      skipBlanks();
      if (!take(':')) {
        return WRONG;
      }
      skipBlanks();
      Object value = value(depth + 1);
      if (value == WRONG) {
        return WRONG;
      }
      members.put(key.text(), value);
      skipBlanks();
    } while (take(','));
    return take('}') ? members : WRONG;
  }

  private Object array(int depth) {
    List<Object> items = new ArrayList<>();
    at++;
    skipBlanks();
    if (take(']')) {
      return items;
    }
    do {
      skipBlanks();
      Object value = value(depth + 1);
      if (value == WRONG) {
        return WRONG;
      }
      items.add(value);
      skipBlanks();
    } while (take(','));
    return take(']') ? items : WRONG;
  }

  private Object string() {
    int from = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return Value.text(JsonText.unescape(text, from, at++));
      }
      int length = c == '\\' ? JsonText.escapeLength(text, at) : c < ' ' ? 0 : 1;
      if (length == 0) {
        return WRONG;
      }
      at += length;
    }
    return WRONG;
  }

  private Object number() {
    int end = JsonText.numberEnd(text, at);
    if (end < 0) {
      return WRONG;
    }
    Value number = Value.jsonNumber(text.substring(at, end));
    at = end;
    return number;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      return WRONG;
    }
    at += word.length();
    return value;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
