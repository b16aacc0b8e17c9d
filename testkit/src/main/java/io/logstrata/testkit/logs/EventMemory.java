package io.logstrata.testkit.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds what events take in memory: when there are too many bytes, the oldest batches go. */
final class EventMemory {
  private static final Logger LOG = LoggerFactory.getLogger(EventMemory.class);

  /** What an event takes besides its message: about two objects, an array and two references. */
  private static final int OVERHEAD_BYTES = 100;

  private final long mostBytes;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private long heldBytes;
  private long forgotten;

  /**
   * @param mostBytes zero to keep nothing at all; the largest number means no bound, and no list of
   *     what came when
   */
  EventMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Notes what a stream has taken, and lets go of the oldest if that is too much. */
  synchronized void hold(LogStream stream, int events, long messageBytes) {
    if (mostBytes == Long.MAX_VALUE) {
      return;
    }
    long bytes = messageBytes + (long) events * OVERHEAD_BYTES;
    batches.addLast(new Batch(stream, events, bytes));
    heldBytes += bytes;
    while (heldBytes > mostBytes) {
      Batch oldest = batches.removeFirst();
      heldBytes -= oldest.bytes;
      oldest.stream.forgetOldest(oldest.events);
      if (forgotten == 0 && mostBytes > 0) {
        LOG.warn("Events take more than {} bytes: the oldest are forgotten from now on", mostBytes);
      }
      forgotten += oldest.events;
    }
  }

  /** Takes a stream that is deleted out of the account. */
  synchronized void drop(LogStream stream) {
    Iterator<Batch> all = batches.iterator();
    while (all.hasNext()) {
      Batch batch = all.next();
      if (batch.stream == stream) {
        heldBytes -= batch.bytes;
        all.remove();
      }
    }
  }

  /** Returns how many events were forgotten so far. */
  synchronized long forgotten() {
    return forgotten;
  }

  private record Batch(LogStream stream, int events, long bytes) {}
}
