package io.logstrata.appender.ship;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A queue without bounds and without nodes: the events themselves are linked. Any thread may
 * append, one at a time may take. The algorithm is Dmitry Vyukov's intrusive queue for many
 * producers and one consumer.
 *
 * <p>Appending is one atomic exchange and one write, and allocates nothing. Between the two the
 * chain is torn for a moment: {@link #take} then finds nothing, though events lie behind the gap.
 */
final class EventChain<E extends Queued> {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Queued.class, "next", Queued.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Stands in the chain when it would otherwise be empty. */
  private static final class Filler extends Queued {
    @Override
    public long timestampMillis() {
      throw new UnsupportedOperationException("not an event");
    }

    @Override
    public Severity severity() {
      throw new UnsupportedOperationException("not an event");
    }

    @Override
    public int heapBytes() {
      throw new UnsupportedOperationException("not an event");
    }
  }

  /** References to either side of it fill a cache line, and the next one that is fetched along. */
  private static final int MIDDLE = 32;

  private final Queued filler = new Filler();

  /**
   * Two variables, each in the middle of an array: callers write the newest event for each one
   * appended, and the taker the oldest for each one taken. Beside one another, or beside what the
   * other side reads, they would take the cache line away from it each time.
   */
  private final AtomicReferenceArray<Queued> newest = new AtomicReferenceArray<>(2 * MIDDLE);

  private final Queued[] oldest = new Queued[2 * MIDDLE];

  EventChain() {
    newest.set(MIDDLE, filler);
    oldest[MIDDLE] = filler;
  }

  void append(Queued event) {
    Queued before = newest.getAndSet(MIDDLE, event);
    NEXT.setRelease(before, event);
  }

  /** The oldest event, or null if there is none or the next one is not linked yet. */
  @SuppressWarnings("unchecked") // only append() puts events in, the filler is never handed out
  E take() {
    Queued first = oldest[MIDDLE];
    Queued second = first.next;
    if (first == filler) {
      if (second == null) {
        return null;
      }
      oldest[MIDDLE] = second;
      first = second;
      second = second.next;
    }
    if (second == null) {
      if (first != newest.get(MIDDLE)) {
        return null; // somebody is between the two steps of append()
      }
      filler.next = null;
      append(filler);
      second = first.next;
      if (second == null) {
        return null;
      }
    }
    oldest[MIDDLE] = second;
    // An old event that pointed to young ones would keep them alive after it is dead.
    NEXT.setRelease(first, null);
    return (E) first;
  }
}
