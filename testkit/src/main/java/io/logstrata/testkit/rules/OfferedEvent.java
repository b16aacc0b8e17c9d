package io.logstrata.testkit.rules;

/**
 * One event of a PutLogEvents request, not yet judged.
 *
 * @param timestampMillis epoch milliseconds, or null when the request lacks it
 * @param message the text, or null when the request lacks it
 */
public record OfferedEvent(Long timestampMillis, String message) {
  /** Returns the bytes that the service counts: the message in UTF-8 plus a fixed overhead. */
  public int countedBytes() {
    return Utf8.length(message) + Limits.EVENT_OVERHEAD_BYTES;
  }
}
