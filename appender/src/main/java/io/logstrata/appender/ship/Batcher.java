package io.logstrata.appender.ship;

import java.util.ArrayDeque;
import java.util.Deque;

/** Fills one batch after the other, each within every limit of the service. No thread, no clock. */
final class Batcher {
  private static final long SPAN_MILLIS = Limits.BATCH_SPAN.toMillis();

  private final Destination destination;
  private final int mostSpares;
  private final Deque<EventTable> spares = new ArrayDeque<>();
  private EventTable events = new EventTable();
  private long bytes;
  private long oldestMillis;
  private long newestMillis;
  private long firstSequence;

  /**
   * @param mostSpares how many tables of former batches to keep for later ones
   */
  Batcher(Destination destination, int mostSpares) {
    this.destination = destination;
    this.mostSpares = mostSpares;
  }

  /**
   * Takes the event, or returns false and stays as it was if that would break a limit.
   *
   * @param sequence no event that comes later has a lower one
   * @param text has the message between two places
   * @param utf8Bytes how long the message is without its escapes
   */
  boolean offer(
      long timestampMillis,
      Severity severity,
      long sequence,
      MessageBytes text,
      int from,
      int to,
      int utf8Bytes) {
    long counted = utf8Bytes + (long) Limits.OVERHEAD_BYTES;
    if (events.size() == 0) {
      oldestMillis = timestampMillis;
      newestMillis = timestampMillis;
      firstSequence = sequence;
    } else {
      long oldest = Math.min(oldestMillis, timestampMillis);
      long newest = Math.max(newestMillis, timestampMillis);
      if (events.size() == Limits.BATCH_EVENTS
          || bytes + counted > Limits.BATCH_BYTES
          || newest - oldest > SPAN_MILLIS
          || (newest - oldest > newestMillis - oldestMillis
              && !destination.together(oldest, newest))) {
        return false;
      }
      oldestMillis = oldest;
      newestMillis = newest;
    }
    events.add(timestampMillis, severity, text, from, to);
    bytes += counted;
    return true;
  }

  int size() {
    return events.size();
  }

  /** Of the event that came first. Only if there is one. */
  long firstSequence() {
    return firstSequence;
  }

  /** What it holds, as it came. */
  EventTable events() {
    return events;
  }

  /** Hands out what it holds, sorted, and is empty again. Only if there is something. */
  Batch build() {
    // Threads race to the queue, so events arrive almost sorted; the service insists on sorted.
    Batch batch = Batch.of(events, firstSequence);
    EventTable spare = spares.poll();
    events = spare == null ? new EventTable() : spare;
    bytes = 0;
    return batch;
  }

  /** Takes back what nobody needs any more, for a batch to come. */
  void recycle(EventTable table) {
    table.clear();
    if (spares.size() < mostSpares) {
      spares.add(table);
    }
  }

  void clear() {
    events.clear();
    bytes = 0;
  }
}
