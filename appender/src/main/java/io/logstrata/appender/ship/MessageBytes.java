package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Messages as a request carries them, one behind the other in one array: each the inside of a JSON
 * string. A message is escaped once, when its event is encoded; a batch that is sent again, or
 * halved, is then only copied. An array for each message would cost the sender more than the
 * encoding.
 */
public final class MessageBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final int LONGEST_ESCAPE = 6;
  private static final int FIRST_BYTES = 1_024;

  /** What is kept for the next messages, and from where on growing is done in small steps. */
  private static final int KEPT_BYTES = 2 * Limits.BATCH_BYTES;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private int utf8Bytes;

  /** Empty. */
  public MessageBytes() {}

  /**
   * Appends a message that is escaped already.
   *
   * @param quoted begins with what stands between the quotes of a JSON string, in UTF-8; is copied
   * @param length how many bytes of the array that is
   * @param utf8 how long the message is without the escapes, which is what the service counts
   * @throws IllegalArgumentException if the message is longer than the service takes
   */
  public void quoted(byte[] quoted, int length, int utf8) {
    if (utf8 > Limits.MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message may have " + Limits.MESSAGE_BYTES + " bytes in UTF-8, not " + utf8);
    }
    append(quoted, 0, length);
    utf8Bytes = utf8;
  }

  /** Appends a message given in UTF-8; what the service would not take is cut away. */
  public void utf8(byte[] text) {
    int length = Limits.wholeCharacters(text, Limits.MESSAGE_BYTES);
    for (int i = 0; i < length; i++) {
      ensure(LONGEST_ESCAPE);
      byte b = text[i];
      // Bytes of characters beyond ASCII are negative, and stand for themselves.
      if (b == '"' || b == '\\') {
        bytes[size++] = '\\';
        bytes[size++] = b;
      } else if (b >= 0 && b < 0x20) {
        control(b);
      } else {
        bytes[size++] = b;
      }
    }
    utf8Bytes = length;
  }

  private void control(byte b) {
    bytes[size++] = '\\';
    switch (b) {
      case '\n' -> bytes[size++] = 'n';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[b >> 4];
        bytes[size++] = HEX[b & 15];
      }
    }
  }

  /** Takes over the one message of another text, which is empty then. */
  void takeFrom(MessageBytes other) {
    append(other.bytes, 0, other.size);
    utf8Bytes = other.utf8Bytes;
    other.clear();
  }

  /** Forgets all messages, and lets the array go if some of them have made it large. */
  void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  /** Begins a message: none has been appended after this, until one is. */
  void begin() {
    utf8Bytes = 0;
  }

  /** Forgets what stands behind so many bytes: of a message that came to nothing. */
  void cutTo(int length) {
    size = length;
  }

  /** How long the message is that was appended last, in bytes of UTF-8, without the escapes. */
  int lastUtf8Bytes() {
    return utf8Bytes;
  }

  /** Where the last message ends, and the next begins. */
  public int size() {
    return size;
  }

  /** Appends what stands between two places in another one, itself left as it is. */
  void append(MessageBytes other, int from, int to) {
    append(other.bytes, from, to - from);
  }

  /** Copies what stands between two places; the target has room for it. */
  public void copy(int from, int to, byte[] target, int at) {
    System.arraycopy(bytes, from, target, at, to - from);
  }

  private void append(byte[] more, int from, int length) {
    ensure(length);
    System.arraycopy(more, from, bytes, size, length);
    size += length;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      int step = bytes.length < Limits.BATCH_BYTES ? bytes.length : Limits.BATCH_BYTES / 4;
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + step));
    }
  }
}
