package io.logstrata.appender.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A piece of every object, such as {@code ,"level":}, encoded once for all events. */
final class Token {
  final byte[] plain;
  final byte[] quoted;

  private Token(byte[] plain, byte[] quoted) {
    this.plain = plain;
    this.quoted = quoted;
  }

  /** Of JSON that a buffer has written. */
  static Token of(JsonBuffer written) {
    byte[] plain = written.toByteArray();
    String text = new String(plain, UTF_8);
    return new Token(plain, text.replace("\\", "\\\\").replace("\"", "\\\"").getBytes(UTF_8));
  }
}
