package io.logstrata.appender.json;

import java.util.Arrays;

/**
 * JSON text in UTF-8, in an array that is used again and again. Written by hand because a general
 * writer either refuses a lone surrogate or writes bytes that are not UTF-8, because a value may be
 * cut at a number of encoded bytes, and because the text may be wanted as the inside of another
 * JSON string: then each quote and backslash of it gets one more backslash as it is written.
 */
final class JsonBuffer {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /** The characters that stand for themselves in a JSON string. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = 0x20; c < 0x7F; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  /** A shorter string is done one by one before it has been copied and looked through. */
  private static final int WORTH_A_COPY = 32;

  /** Characters that are copied before they are looked through. */
  private static final int PIECE = 256;

  /** Beyond this, an array is not kept for the next event. */
  private static final int KEPT_BYTES = 1 << 16;

  private byte[] bytes = new byte[1024];
  private int size;
  private int backslashes;
  private int markedSize;
  private int markedBackslashes;
  private boolean quoted;

  /**
   * Starts anew.
   *
   * @param insideString whether what follows will stand inside a JSON string
   */
  void clear(boolean insideString) {
    quoted = insideString;
    size = 0;
    backslashes = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[1024];
    }
  }

  /** Bytes of the JSON itself, without what it gets to stand inside a string. */
  int size() {
    return size - backslashes;
  }

  /** Remembers this place. */
  void mark() {
    markedSize = size;
    markedBackslashes = backslashes;
  }

  /** Bytes of JSON since the mark. */
  int sinceMark() {
    return size() - (markedSize - markedBackslashes);
  }

  /** Forgets what stands behind the mark. */
  void backToMark() {
    size = markedSize;
    backslashes = markedBackslashes;
  }

  void giveTo(QuotedText target) {
    target.take(bytes, size, size());
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void token(Token token) {
    byte[] more = quoted ? token.quoted : token.plain;
    append(more, 0, more.length);
    backslashes += more.length - token.plain.length;
  }

  /** Appends characters that need no escape and are ASCII. */
  void ascii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /** Appends JSON's own brackets, commas and colons. */
  void raw(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
  }

  /** Appends a quote of JSON's own. */
  void quote() {
    ensure(2);
    special('"');
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
    String latin1 =
        text instanceof String string && string.length() >= WORTH_A_COPY && Latin1.is(string)
            ? string
            : null;
    quote();
    int start = size();
    int length = text.length();
    int i = 0;
    while (true) {
      int room = atMostBytes - (size() - start);
      i += latin1 == null ? plain(text, i, room) : plain(latin1, i, room);
      if (i == length) {
        break;
      }
      ensure(7);
      int before = size;
      int backslashesBefore = backslashes;
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
      if (size() - start > atMostBytes) {
        size = before;
        backslashes = backslashesBefore;
        break;
      }
      i += consumed;
    }
    quote();
    return i;
  }

  private void append(byte[] more, int from, int length) {
    ensure(length);
    System.arraycopy(more, from, bytes, size, length);
    size += length;
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
      if (c >= 128 || !PLAIN[c]) {
        break;
      }
      target[at + i] = (byte) c;
      i++;
    }
    size = at + i;
    return i;
  }

  /**
   * The same of a string of Latin-1. The JDK copies such a one many bytes at a time; then what is
   * there is looked through, and what does not stand for itself is forgotten again. In pieces, or a
   * long text full of quotes would be copied once for each.
   */
  @SuppressWarnings("deprecation") // it drops the upper halves of characters: here, there are none
  private int plain(String latin1, int from, int atMost) {
    int count = Math.min(latin1.length() - from, atMost);
    ensure(count);
    int done = 0;
    while (done < count) {
      int piece = Math.min(count - done, PIECE);
      latin1.getBytes(from + done, from + done + piece, bytes, size);
      int special = AsciiScan.firstSpecial(bytes, size, size + piece);
      done += special - size;
      boolean more = special == size + piece;
      size = special;
      if (!more) {
        break;
      }
    }
    return done;
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
    special('\\');
    if (c == '"' || c == '\\') {
      special(c);
    } else {
      bytes[size++] = (byte) c;
    }
  }

  /** A quote or a backslash of the JSON: the two that need one more inside a string. */
  private void special(char c) {
    if (quoted) {
      bytes[size++] = '\\';
      backslashes++;
    }
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
