package io.logstrata.insights.evaluate;

/**
 * Finds fields in a message that is one JSON object, in one pass and without building what nobody
 * asked for. A message that is anything else, or that is not JSON to its very end, has no fields.
 * By hand rather than on a parser library because it reads the String that is there (no copy to
 * bytes) and touches no character twice.
 */
final class JsonScanner {
  // The service discovers at most 200 fields of an event (user guide, supported logs and discovered
  // fields); which, it does not say:
  // here the first ones.
  private static final int MOST_FIELDS = 200;
  private static final int DEEPEST = 500;

  private final String text;
  private final Value[] into;
  private int at;
  private int leaves;

  private JsonScanner(String text, Value[] into) {
    this.text = text;
    this.into = into;
  }

  /**
   * Puts the wanted fields into their slots; false, with slots in any state, if the text is not one
   * JSON object.
   */
  static boolean scan(String text, FieldTree wanted, Value[] into) {
    int first = skipBlanks(text, 0);
    if (first >= text.length() || text.charAt(first) != '{') {
      return false;
    }
    JsonScanner scanner = new JsonScanner(text, into);
    scanner.at = first;
    return scanner.value(wanted, 0) && skipBlanks(text, scanner.at) == text.length();
  }

  private boolean value(FieldTree wanted, int depth) {
    if (at >= text.length() || depth > DEEPEST) {
      return false;
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object(wanted, depth);
    }
    if (c == '[') {
      return array(wanted, depth);
    }
    int slot = wanted != null && leaves < MOST_FIELDS ? wanted.slot() : -1;
    leaves++;
    return switch (c) {
      case '"' -> string(slot);
      case 't' -> word("true", slot, true);
      case 'f' -> word("false", slot, false);
      case 'n' -> nothing(slot);
      default -> number(slot);
    };
  }

  private boolean object(FieldTree wanted, int depth) {
    at = skipBlanks(text, at + 1);
    if (at < text.length() && text.charAt(at) == '}') {
      at++;
      return true;
    }
    while (at < text.length() && text.charAt(at) == '"') {
      int from = at + 1;
      boolean plain = skipString();
      if (at < 0) {
        return false;
      }
      FieldTree child =
          wanted == null
              ? null
              : plain ? wanted.child(text, from, at - 1) : escapedChild(wanted, from);
      at = skipBlanks(text, at);
      if (at >= text.length() || text.charAt(at) != ':') {
        return false;
      }
      at = skipBlanks(text, at + 1);
      if (!value(child, depth + 1)) {
        return false;
      }
      int more = separator('}');
      if (more <= 0) {
        return more == 0;
      }
    }
    return false;
  }

  private FieldTree escapedChild(FieldTree wanted, int from) {
    String key = JsonText.unescape(text, from, at - 1);
    return wanted.child(key, 0, key.length());
  }

  private boolean array(FieldTree wanted, int depth) {
    at = skipBlanks(text, at + 1);
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
      return true;
    }
    for (int index = 0; ; index++) {
      if (!value(wanted == null || wanted.isEmpty() ? null : wanted.child(index), depth + 1)) {
        return false;
      }
      int more = separator(']');
      if (more <= 0) {
        return more == 0;
      }
    }
  }

  /** 1 if a comma was passed, 0 if the closing bracket was, -1 if neither is there. */
  private int separator(char close) {
    at = skipBlanks(text, at);
    if (at >= text.length()) {
      return -1;
    }
    char c = text.charAt(at);
    if (c == ',') {
      at = skipBlanks(text, at + 1);
      return 1;
    }
    at++;
    return c == close ? 0 : -1;
  }

  private boolean string(int slot) {
    int from = at + 1;
    boolean plain = skipString();
    if (at < 0) {
      return false;
    }
    if (slot >= 0) {
      into[slot] =
          Value.text(plain ? text.substring(from, at - 1) : JsonText.unescape(text, from, at - 1));
    }
    return true;
  }

  /**
   * Moves behind the closing quote, or to -1 if the string is wrong; whether it was free of
   * escapes.
   */
  private boolean skipString() {
    boolean plain = true;
    int i = at + 1;
    int length = text.length();
    while (i < length) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return plain;
      }
      if (c == '\\') {
        plain = false;
        int escape = JsonText.escapeLength(text, i);
        if (escape == 0) {
          break;
        }
        i += escape;
      } else if (c < ' ') {
        break;
      } else {
        i++;
      }
    }
    at = -1;
    return false;
  }

  private boolean word(String word, int slot, boolean bool) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    if (slot >= 0) {
      into[slot] = Value.bool(bool);
    }
    return true;
  }

  private boolean nothing(int slot) {
    if (!text.startsWith("null", at)) {
      return false;
    }
    at += "null".length();
    if (slot >= 0) {
      into[slot] = null;
    }
    return true;
  }

  private boolean number(int slot) {
    int from = at;
    int end = JsonText.numberEnd(text, from);
    if (end < 0) {
      return false;
    }
    at = end;
    if (slot >= 0) {
      into[slot] = Value.jsonNumber(text.substring(from, end));
    }
    return true;
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        break;
      }
      i++;
    }
    return i;
  }
}
