package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.evaluate.Event;
import java.time.Instant;

/**
 * One event as the local service keeps it.
 *
 * @param logGroup name of the group that holds it
 * @param logStream name of the stream that holds it
 * @param timestamp the time that the writer gave it, to the millisecond
 * @param ingestionTime when the local service took it, by the service's clock
 * @param message the text, exactly as it arrived
 */
public record StoredEvent(
    String logGroup, String logStream, Instant timestamp, Instant ingestionTime, String message) {
  public StoredEvent {
    requireNonNull(logGroup, "logGroup");
    requireNonNull(logStream, "logStream");
    requireNonNull(timestamp, "timestamp");
    requireNonNull(ingestionTime, "ingestionTime");
    requireNonNull(message, "message");
  }

  /**
   * Returns the event as {@code insights} takes it, so that a test can put any query or filter to
   * it.
   */
  public Event toEvent() {
    return Event.builder(timestamp, message)
        .logGroup(logGroup)
        .logStream(logStream)
        .ingestionTime(ingestionTime)
        .build();
  }
}
