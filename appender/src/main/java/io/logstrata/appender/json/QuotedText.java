package io.logstrata.appender.json;

/**
 * Takes a text as the inside of a JSON string.
 *
 * @param <T> what is made of it
 */
@FunctionalInterface
public interface QuotedText<T> {
  /**
   * Makes something of the text.
   *
   * @param quoted what stands between the quotes, in UTF-8; the receiver's own
   * @param utf8Bytes how long the text is without the escapes
   */
  T of(byte[] quoted, int utf8Bytes);
}
