package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The message of an event as the request carries it: the inside of a JSON string. It is escaped
 * once, when the event is encoded; a batch that is sent again, or halved, is then only copied.
 */
public final class Message {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private final byte[] quoted;
  private final int utf8Bytes;

  private Message(byte[] quoted, int utf8Bytes) {
    this.quoted = quoted;
    this.utf8Bytes = utf8Bytes;
  }

  /**
   * Takes ownership of what is escaped already.
   *
   * @param quoted what stands between the quotes of a JSON string, in UTF-8
   * @param utf8Bytes how long the message is without the escapes, which is what the service counts
   * @throws IllegalArgumentException if the message is longer than the service takes
   */
  public static Message quoted(byte[] quoted, int utf8Bytes) {
    if (utf8Bytes > Limits.MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message may have " + Limits.MESSAGE_BYTES + " bytes in UTF-8, not " + utf8Bytes);
    }
    return new Message(quoted, utf8Bytes);
  }

  /** Of a text in UTF-8; what the service would not take is cut away. */
  public static Message of(byte[] utf8) {
    int length = Limits.wholeCharacters(utf8, Limits.MESSAGE_BYTES);
    byte[] quoted = new byte[length + length / 8 + 8];
    int size = 0;
    for (int i = 0; i < length; i++) {
      byte b = utf8[i];
      if (quoted.length - size < 6) {
        quoted = Arrays.copyOf(quoted, size + size / 2 + 6);
      }
      // Bytes of characters beyond ASCII are negative, and stand for themselves.
      if (b == '"' || b == '\\') {
        quoted[size++] = '\\';
        quoted[size++] = b;
      } else if (b >= 0 && b < 0x20) {
        size = control(quoted, size, b);
      } else {
        quoted[size++] = b;
      }
    }
    return new Message(Arrays.copyOf(quoted, size), length);
  }

  private static int control(byte[] target, int at, byte b) {
    int size = at;
    target[size++] = '\\';
    switch (b) {
      case '\n' -> target[size++] = 'n';
      case '\t' -> target[size++] = 't';
      default -> {
        target[size++] = 'u';
        target[size++] = '0';
        target[size++] = '0';
        target[size++] = HEX[b >> 4];
        target[size++] = HEX[b & 15];
      }
    }
    return size;
  }

  /**
   * What stands between the quotes of a JSON string, in UTF-8. Not a copy: a batch holds up to a
   * megabyte of these. Do not change it.
   */
  public byte[] quoted() {
    return quoted;
  }

  /** How long the message is, in bytes of UTF-8, without the escapes. */
  public int utf8Bytes() {
    return utf8Bytes;
  }

  boolean isEmpty() {
    return utf8Bytes == 0;
  }
}
