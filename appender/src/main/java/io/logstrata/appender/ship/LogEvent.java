package io.logstrata.appender.ship;

/** One event as the service counts it: its message in UTF-8 plus a fixed overhead. */
public final class LogEvent {
  private final long timestampMillis;
  private final Severity severity;
  private final byte[] message;
  private final long sequence;

  /**
   * Takes ownership of the array.
   *
   * @param sequence how many events were taken from the queue before this one
   * @throws IllegalArgumentException if the message is empty or longer than the service takes
   */
  LogEvent(long timestampMillis, Severity severity, byte[] message, long sequence) {
    if (message.length == 0 || message.length > Limits.MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "a message must have 1 to "
              + Limits.MESSAGE_BYTES
              + " bytes in UTF-8, not "
              + message.length);
    }
    this.timestampMillis = timestampMillis;
    this.severity = severity;
    this.message = message;
    this.sequence = sequence;
  }

  public long timestampMillis() {
    return timestampMillis;
  }

  Severity severity() {
    return severity;
  }

  /**
   * The message in UTF-8. Not a copy: a batch holds up to a megabyte of these. Do not change it.
   */
  public byte[] message() {
    return message;
  }

  long sequence() {
    return sequence;
  }

  int bytes() {
    return message.length + Limits.OVERHEAD_BYTES;
  }
}
