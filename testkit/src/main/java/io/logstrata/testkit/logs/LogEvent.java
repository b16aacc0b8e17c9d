package io.logstrata.testkit.logs;

/**
 * One event at rest.
 *
 * @param number counts the events of the whole service in order of arrival; the tie-breaker among
 *     equal times
 */
public record LogEvent(long number, long timestampMillis, long ingestionMillis, String message) {
  /**
   * Returns the event's id: decimal digits, unique in this service, growing with time and then with
   * arrival.
   */
  public String id() {
    return "%017d%039d".formatted(timestampMillis, number);
  }
}
