package io.logstrata.appender.ship;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.List;

/** Fills one batch after the other, each within every limit of the service. No thread, no clock. */
final class Batcher {
  private static final long SPAN_MILLIS = Limits.BATCH_SPAN.toMillis();

  private final List<LogEvent> events = new ArrayList<>();
  private long bytes;
  private long oldestMillis;
  private long newestMillis;
  private boolean sorted = true;

  /** Takes the event, or returns false and stays as it was if that would break a limit. */
  boolean offer(LogEvent event) {
    long time = event.timestampMillis();
    if (events.isEmpty()) {
      oldestMillis = time;
      newestMillis = time;
    } else {
      long oldest = Math.min(oldestMillis, time);
      long newest = Math.max(newestMillis, time);
      if (events.size() == Limits.BATCH_EVENTS
          || bytes + event.bytes() > Limits.BATCH_BYTES
          || newest - oldest > SPAN_MILLIS) {
        return false;
      }
      sorted &= time >= newestMillis;
      oldestMillis = oldest;
      newestMillis = newest;
    }
    events.add(event);
    bytes += event.bytes();
    return true;
  }

  int size() {
    return events.size();
  }

  /** Of the event that came first. Only if there is one. */
  long firstSequence() {
    return events.get(0).sequence();
  }

  List<LogEvent> events() {
    return List.copyOf(events);
  }

  /** Hands out what it holds, sorted, and is empty again. */
  Batch build() {
    long firstSequence = firstSequence();
    // Threads race to the queue, so events arrive almost sorted; the service insists on sorted. The
    // sort is stable: events
    // of the same millisecond stay in the order in which they were logged.
    if (!sorted) {
      events.sort(comparingLong(LogEvent::timestampMillis));
    }
    Batch batch = new Batch(events, firstSequence);
    clear();
    return batch;
  }

  void clear() {
    events.clear();
    bytes = 0;
    sorted = true;
  }
}
