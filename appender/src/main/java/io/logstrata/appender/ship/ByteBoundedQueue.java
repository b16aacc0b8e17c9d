package io.logstrata.appender.ship;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A queue bounded by what its events occupy on the heap. Never blocks and takes no lock: a caller's
 * thread does two atomic operations and a write.
 */
final class ByteBoundedQueue<E extends Queued> {
  /**
   * Bytes in the lower bits, events in the upper: one atomic word, so that both can be read at one
   * moment.
   */
  private static final int BYTE_BITS = 36;

  private static final long ONE_EVENT = 1L << BYTE_BITS;
  private static final long BYTE_MASK = ONE_EVENT - 1;

  /** Instead of a number of bytes. */
  static final long REFUSED = -1;

  /**
   * A quarter of the bytes that the word can count: concurrent offers may overshoot before they
   * step back, and of events that cost 64 bytes or more it holds no more than the word can count.
   */
  static final long LARGEST_CAPACITY = ONE_EVENT >> 2;

  private final EventChain<E> events = new EventChain<>();
  private final AtomicLong fill = new AtomicLong();

  /** By severity: fixed numbers, and a caller need not divide. */
  private final long[] admissionLimits;

  ByteBoundedQueue(long capacityBytes) {
    if (capacityBytes < 1 || capacityBytes > LARGEST_CAPACITY) {
      throw new IllegalArgumentException(
          "a queue must have 1 to " + LARGEST_CAPACITY + " bytes, not " + capacityBytes);
    }
    this.admissionLimits =
        Arrays.stream(Severity.values())
            .mapToLong(severity -> severity.admissionLimit(capacityBytes))
            .toArray();
  }

  /**
   * Takes the event if the queue is not too full for one of this severity.
   *
   * @return the bytes in the queue with this event, or {@link #REFUSED}: what the caller has just
   *     found out anyway, while asking again may wait for another core to let go of the word
   */
  long offer(E event) {
    long bytes = event.heapBytes();
    long limit = limit(event);
    if (bytes > limit) {
      return REFUSED; // not even for a moment must it take the room of others
    }
    long weight = ONE_EVENT | bytes;
    long filled = fill.addAndGet(weight) & BYTE_MASK;
    if (filled > limit) {
      fill.addAndGet(-weight);
      return REFUSED;
    }
    events.append(event);
    return filled;
  }

  /** Whether there is room for the event in an empty queue. */
  boolean couldHold(E event) {
    return event.heapBytes() <= limit(event);
  }

  private long limit(E event) {
    return admissionLimits[event.severity().code()];
  }

  /**
   * Moves up to so many events, the oldest first. By one thread at a time.
   *
   * @param enoughBytes no more are moved once those that were have so many bytes together
   * @return how many
   */
  int drainTo(Collection<? super E> target, int atMost, long enoughBytes) {
    int moved = 0;
    long weight = 0;
    while (moved < atMost && (weight & BYTE_MASK) < enoughBytes) {
      E event = events.take();
      if (event == null) {
        break;
      }
      target.add(event);
      weight += ONE_EVENT | event.heapBytes();
      moved++;
    }
    if (moved > 0) {
      fill.addAndGet(-weight);
    }
    return moved;
  }

  long bytes() {
    return fill.get() & BYTE_MASK;
  }

  long size() {
    return fill.get() >>> BYTE_BITS;
  }
}
