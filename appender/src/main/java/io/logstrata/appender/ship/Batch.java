package io.logstrata.appender.ship;

import java.util.List;

/** Events that fit into one call, in the order of their time stamps; never empty. */
public final class Batch {
  private final EventTable events;
  private final int[] rows;
  private final int from;
  private final int to;
  private final long firstSequence;

  private Batch(EventTable events, int[] rows, int from, int to, long firstSequence) {
    this.events = events;
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.firstSequence = firstSequence;
  }

  /** Of everything in the table, which must not change as long as the batch is in use. */
  static Batch of(EventTable events, long firstSequence) {
    return new Batch(events, events.chronological(), 0, events.size(), firstSequence);
  }

  public int size() {
    return to - from;
  }

  /**
   * When an event happened, in milliseconds since 1970 UTC.
   *
   * @param index from 0, in chronological order
   */
  public long timestampMillis(int index) {
    return events.timestampMillis(rows[from + index]);
  }

  Severity severity(int index) {
    return events.severity(rows[from + index]);
  }

  /** Whether it tells of lost events; one of a batch at most. */
  boolean isAnnouncement(int index) {
    return events.isAnnouncement(rows[from + index]);
  }

  /** How many bytes {@link #copyMessage} copies. */
  public int messageBytes(int index) {
    return events.messageBytes(rows[from + index]);
  }

  /**
   * Copies the message of an event as a request carries it: what stands between the quotes of a
   * JSON string, in UTF-8.
   */
  public void copyMessage(int index, byte[] target, int at) {
    events.copyMessage(rows[from + index], target, at);
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
    int middle = from + size() / 2;
    return List.of(
        new Batch(events, rows, from, middle, firstSequence),
        new Batch(events, rows, middle, to, firstSequence));
  }

  /** The table, if no other batch has events of it. */
  EventTable ownTable() {
    return size() == events.size() ? events : null;
  }
}
