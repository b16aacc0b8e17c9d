package io.logstrata.appender.ship;

import java.time.Duration;

/**
 * What the service allows in one PutLogEvents call. Source: the API reference of PutLogEvents and
 * the quota page of CloudWatch Logs (an event may have 1,024 KB since April 2025).
 */
public final class Limits {
  /** Counted by the service on top of each message. */
  public static final int OVERHEAD_BYTES = 26;

  /** Sum over a batch of the UTF-8 bytes of each message and its overhead. */
  public static final int BATCH_BYTES = 1_048_576;

  /** Events in a batch. */
  public static final int BATCH_EVENTS = 10_000;

  /** UTF-8 bytes of the largest message that fits into a batch. */
  public static final int MESSAGE_BYTES = BATCH_BYTES - OVERHEAD_BYTES;

  /** Between the oldest and the newest event of a batch. */
  public static final Duration BATCH_SPAN = Duration.ofHours(24);

  private Limits() {}

  /**
   * The longest beginning of a UTF-8 text that has at most so many bytes and ends with a whole
   * character.
   *
   * @return the length of that beginning in bytes
   */
  public static int wholeCharacters(byte[] utf8, int atMostBytes) {
    if (utf8.length <= atMostBytes) {
      return utf8.length;
    }
    int end = atMostBytes;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
