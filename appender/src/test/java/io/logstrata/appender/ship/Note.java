package io.logstrata.appender.ship;

/** An event of a test. */
record Note(long timestampMillis, Severity severity, int heapBytes, String text) implements Queued {
  static Note of(String text) {
    return new Note(HandClock.START_MILLIS, Severity.INFO, 100, text);
  }

  Note at(long millis) {
    return new Note(millis, severity, heapBytes, text);
  }

  Note as(Severity other) {
    return new Note(timestampMillis, other, heapBytes, text);
  }
}
