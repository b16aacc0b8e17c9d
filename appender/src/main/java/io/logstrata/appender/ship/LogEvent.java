package io.logstrata.appender.ship;

/** One event as the service counts it: its message in UTF-8 plus a fixed overhead. */
public final class LogEvent {
  private final long timestampMillis;
  private final Severity severity;
  private final Message message;
  private final long sequence;

  /**
   * @param sequence how many events were taken from the queue before this one
   * @throws IllegalArgumentException if the message is empty, which the service refuses
   */
  LogEvent(long timestampMillis, Severity severity, Message message, long sequence) {
    if (message.isEmpty()) {
      throw new IllegalArgumentException("a message must have at least one byte");
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

  public Message message() {
    return message;
  }

  long sequence() {
    return sequence;
  }

  int bytes() {
    return message.utf8Bytes() + Limits.OVERHEAD_BYTES;
  }
}
