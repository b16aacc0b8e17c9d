package io.logstrata.appender.json;

/** Takes a text as the inside of a JSON string. */
@FunctionalInterface
public interface QuotedText {
  /**
   * Takes the text.
   *
   * @param quoted begins with what stands between the quotes, in UTF-8; to be copied, since it is
   *     used again
   * @param length how many bytes of the array that is
   * @param utf8Bytes how long the text is without the escapes
   */
  void take(byte[] quoted, int length, int utf8Bytes);
}
