package io.logstrata.appender.ship;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A queue without bounds and without nodes: the events themselves are linked. Any thread may
 * append, one at a time may take. The algorithm is Dmitry Vyukov's intrusive queue for many
 * producers and one consumer.
 *
 * <p>Appending is one atomic exchange and one write, and allocates nothing. Between the two the
 * chain is torn for a moment: {@link #take} then finds nothing, though events lie behind the gap.
 */
final class EventChain<E extends Queued> {
  private static final VarHandle NEWEST;
  private static final VarHandle NEXT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEWEST = lookup.findVarHandle(EventChain.class, "newest", Queued.class);
      NEXT = lookup.findVarHandle(Queued.class, "next", Queued.class);
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
  private static final int OLDEST = 32;

  private final Queued filler = new Filler();
  private volatile Queued newest = filler;

  /**
   * Only one place of it is used, for the oldest event. It is written for each event taken: beside
   * {@link #newest}, it would take the cache line away from whoever appends.
   */
  private final Queued[] taker = new Queued[2 * OLDEST];

  EventChain() {
    taker[OLDEST] = filler;
  }

  void append(Queued event) {
    Queued before = (Queued) NEWEST.getAndSet(this, event);
    NEXT.setRelease(before, event);
  }

  /** The oldest event, or null if there is none or the next one is not linked yet. */
  @SuppressWarnings("unchecked") // only append() puts events in, the filler is never handed out
  E take() {
    Queued first = taker[OLDEST];
    Queued second = first.next;
    if (first == filler) {
      if (second == null) {
        return null;
      }
      taker[OLDEST] = second;
      first = second;
      second = second.next;
    }
    if (second == null) {
      if (first != newest) {
        return null; // somebody is between the two steps of append()
      }
      filler.next = null;
      append(filler);
      second = first.next;
      if (second == null) {
        return null;
      }
    }
    taker[OLDEST] = second;
    // An old event that pointed to young ones would keep them alive after it is dead.
    NEXT.setRelease(first, null);
    return (E) first;
  }
}
