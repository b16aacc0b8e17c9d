package io.logstrata.appender.ship;

/** An event of a test. */
final class Note extends Queued {
  private final long timestampMillis;
  private final Severity severity;
  private final int heapBytes;
  private final String text;

  Note(long timestampMillis, Severity severity, int heapBytes, String text) {
    this.timestampMillis = timestampMillis;
    this.severity = severity;
    this.heapBytes = heapBytes;
    this.text = text;
  }

  static Note of(String text) {
    return new Note(HandClock.START_MILLIS, Severity.INFO, 100, text);
  }

  Note at(long millis) {
    return new Note(millis, severity, heapBytes, text);
  }

  Note as(Severity other) {
    return new Note(timestampMillis, other, heapBytes, text);
  }

  @Override
  public long timestampMillis() {
    return timestampMillis;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public int heapBytes() {
    return heapBytes;
  }

  String text() {
    return text;
  }
}
