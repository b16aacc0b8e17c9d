package io.logstrata.appender.ship;

import java.util.List;

/** Events that fit into one call, in the order of their time stamps. */
public final class Batch {
  private final List<LogEvent> events;
  private final long firstSequence;

  Batch(List<LogEvent> events, long firstSequence) {
    this.events = List.copyOf(events);
    this.firstSequence = firstSequence;
  }

  /** In chronological order, never empty. */
  public List<LogEvent> events() {
    return events;
  }

  public int size() {
    return events.size();
  }

  /**
   * No event of this batch was taken from the queue before this one's turn: how a flush knows what
   * it waits for.
   */
  long firstSequence() {
    return firstSequence;
  }

  /**
   * Both halves, to find the one event that the service refuses. Only for a batch of two or more.
   */
  List<Batch> halves() {
    int middle = events.size() / 2;
    return List.of(
        new Batch(events.subList(0, middle), firstSequence),
        new Batch(events.subList(middle, events.size()), firstSequence));
  }
}
