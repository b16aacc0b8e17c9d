package io.logstrata.appender.ship;

import java.util.ArrayList;
import java.util.List;

/**
 * The events between the queue and a batch: taken together, encoded together, moved into batches in
 * their order. Encoding needs no lock; all else happens under the books' lock.
 */
final class Hand<E extends Queued> {
  /** Enough that taking the lock does not count, few enough that their text stays in a cache. */
  private static final int MOST_EVENTS = 256;

  /** Large events are taken a few at a time: their text is apart from the bound of the queue. */
  private static final long MOST_HEAP_BYTES = Limits.BATCH_BYTES;

  private static final int NOT_ENCODED = -1;

  private final MessageBytes text = new MessageBytes();
  private final int[] ends = new int[MOST_EVENTS];
  private final int[] utf8Bytes = new int[MOST_EVENTS];

  private List<E> events = List.of();
  private long firstSequence;
  private int next;
  private boolean encoded;
  private int lost;

  /**
   * Takes events from the queue, when the last ones are gone.
   *
   * @param sequence of the first of them
   * @return how many
   */
  int take(ByteBoundedQueue<E> queue, long sequence) {
    // A new list each time: G1 has a look at every young event that an old list is given.
    List<E> taken = new ArrayList<>(MOST_EVENTS);
    int count = queue.drainTo(taken, MOST_EVENTS, MOST_HEAP_BYTES);
    events = taken;
    firstSequence = sequence;
    next = 0;
    encoded = false;
    lost = 0;
    return count;
  }

  /** Encodes them all. What an encoder throws costs its own event and no other. */
  Outcome encode(Encoding<? super E> encoding) {
    List<E> chunk = events; // the field is emptied when the time to stop is up and an encoder hangs
    int failed = 0;
    int empty = 0;
    Throwable problem = null;
    text.clear();
    for (int i = 0; i < chunk.size(); i++) {
      int begin = text.size();
      text.begin();
      try {
        encoding.encode(chunk.get(i), text);
        utf8Bytes[i] = text.lastUtf8Bytes();
        empty += utf8Bytes[i] == 0 ? 1 : 0;
      } catch (Throwable thrown) { // whatever it is, the loop goes on
        problem = thrown;
        text.cutTo(begin);
        utf8Bytes[i] = NOT_ENCODED;
        failed++;
      }
      ends[i] = text.size();
    }
    return new Outcome(failed, empty, problem);
  }

  /**
   * What encoding came to.
   *
   * @param problem the last of what was thrown, or null
   */
  record Outcome(int failed, int empty, Throwable problem) {}

  /** Counts those that have no message as lost. */
  void settle(Ledger ledger) {
    encoded = true;
    for (int i = 0; i < events.size(); i++) {
      if (utf8Bytes[i] <= 0) {
        Loss loss = utf8Bytes[i] == 0 ? Loss.EMPTY : Loss.NOT_ENCODED;
        ledger.lost(loss, events.get(i).severity(), events.get(i).timestampMillis());
        lost++;
      }
    }
  }

  /** Moves them on; returns false if the batch is full before they are gone. */
  boolean moveTo(Batcher batcher) {
    for (; next < events.size(); next++) {
      if (utf8Bytes[next] <= 0) {
        lost--;
      } else if (!offerNextTo(batcher)) {
        return false;
      }
    }
    empty();
    return true;
  }

  private boolean offerNextTo(Batcher batcher) {
    E event = events.get(next);
    return batcher.offer(
        event.timestampMillis(),
        event.severity(),
        firstSequence + next,
        text,
        next == 0 ? 0 : ends[next - 1],
        ends[next],
        utf8Bytes[next]);
  }

  /** How many are here and not lost. */
  int held() {
    return events.size() - next - lost;
  }

  /** Whether there are events that encoding has not come to: it ran out of memory, say. */
  boolean isToBeEncoded() {
    return !encoded && !events.isEmpty();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Every event of a lower sequence has left. Only if there is one. */
  long settledBefore() {
    return firstSequence + next;
  }

  /** Gives up those that are left. */
  void abandon(Ledger ledger) {
    for (int i = next; i < events.size(); i++) {
      if (!encoded || utf8Bytes[i] > 0) {
        E event = events.get(i);
        ledger.lost(Loss.LEFT_AT_STOP, event.severity(), event.timestampMillis());
      }
    }
    empty();
  }

  private void empty() {
    events = List.of();
    next = 0;
    lost = 0;
  }
}
