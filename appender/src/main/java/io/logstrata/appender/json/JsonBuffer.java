package io.logstrata.appender.json;

import java.util.Arrays;

/**
 * JSON text in UTF-8, in an array that is used again and again. Written by hand because a general
 * writer either refuses a lone surrogate or writes bytes that are not UTF-8, and because a value
 * may be cut at a number of encoded bytes.
 */
final class JsonBuffer {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** Beyond this, an array is not kept for the next event. */
  private static final int KEPT_BYTES = 1 << 16;

  private byte[] bytes = new byte[1024];
  private int size;

  void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[1024];
    }
  }

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends characters that need no escape and are ASCII. */
  void ascii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  void raw(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
  }

  /** Appends a quoted string, whole. */
  void string(String text) {
    string(text, Integer.MAX_VALUE);
  }

  /**
   * Appends a quoted string with at most so many bytes between the quotes; what does not fit is
   * left out, never half a character or half an escape.
   *
   * @return how many characters of the text were written
   */
  int string(CharSequence text, int atMostBytes) {
    raw('"');
    int start = size;
    int length = text.length();
    int i = 0;
    while (true) {
      i += plain(text, i, atMostBytes - (size - start));
      if (i == length) {
        break;
      }
      ensure(6);
      int before = size;
      char c = text.charAt(i);
      int consumed = 1;
      if (c < 0x80) {
        escape(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(i + 1)));
        consumed = 2;
      } else {
        // A surrogate without its other half is no character; what UTF-8 has for that is U+FFFD.
        utf8(Character.isSurrogate(c) ? 0xFFFD : c);
      }
      if (size - start > atMostBytes) {
        size = before;
        break;
      }
      i += consumed;
    }
    raw('"');
    return i;
  }

  /**
   * Appends characters that stand for themselves until one does not; nearly all of nearly every
   * text. Returns how many.
   */
  private int plain(CharSequence text, int from, int atMost) {
    int count = Math.min(text.length() - from, atMost);
    ensure(count);
    byte[] target = bytes;
    int at = size;
    int i = 0;
    while (i < count) {
      char c = text.charAt(from + i);
      if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') {
        break;
      }
      target[at + i] = (byte) c;
      i++;
    }
    size = at + i;
    return i;
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> pair('"');
      case '\\' -> pair('\\');
      case '\n' -> pair('n');
      case '\r' -> pair('r');
      case '\t' -> pair('t');
      case '\b' -> pair('b');
      case '\f' -> pair('f');
      case 0x7F -> bytes[size++] = 0x7F;
      default -> {
        pair('u');
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 15];
      }
    }
  }

  private void pair(char c) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) c;
  }

  private void utf8(int codePoint) {
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        bytes[size++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        bytes[size++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
