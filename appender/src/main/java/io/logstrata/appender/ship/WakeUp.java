package io.logstrata.appender.ship;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a sleeping thread when there is work, and costs a caller one volatile read when not.
 *
 * <p>One of the sleepers watches: events wake it, and it minds the time of the batch. The others
 * sleep until it is in a call. If an event woke them all, there would be more threads to run than a
 * small machine has cores, and the caller might be the one that is put off.
 *
 * <p>A thread asks for the {@link #turn} first, looks for work then, and lies down last. What
 * happens in between begins another turn, and it does not sleep but looks again.
 */
final class WakeUp {
  private static final long AWAKE = Long.MAX_VALUE;
  static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ByteBoundedQueue<?> queue;
  private final long enoughBytes;
  private final long longestSleepNanos;
  private volatile long wakeAtBytes = AWAKE;
  private volatile List<Thread> threads = List.of();

  /** Asleep, or awake and about to look or to lie down. Written under the lock. */
  private volatile Thread watcher;

  // Guarded by this.
  private final Deque<Thread> others = new ArrayDeque<>();
  private boolean watcherMindsTime;
  private long turn;

  /**
   * @param longestSleepNanos after which a thread looks without being woken
   */
  WakeUp(ByteBoundedQueue<?> queue, long queueBytes, long longestSleepNanos) {
    this.queue = queue;
    this.longestSleepNanos = longestSleepNanos;
    this.enoughBytes = Math.max(1, Math.min(Limits.BATCH_BYTES / 2, queueBytes / 4));
  }

  void threads(List<Thread> sleepers) {
    threads = List.copyOf(sleepers);
  }

  /** Called with the fill of the queue after each event. */
  void after(long queuedBytes) {
    if (queuedBytes >= wakeAtBytes) {
      wakeWatcher();
    }
  }

  /** Called when an event found no room, though there may be less than the watcher waits for. */
  void ifAsleep() {
    if (wakeAtBytes != AWAKE) {
      wakeWatcher();
    }
  }

  /** Wakes the one that watches, if any. */
  void wakeWatcher() {
    // In this order: if another one becomes the watcher after it has been read here, wakeAtBytes is
    // set again after that, and then the queue is looked at.
    wakeAtBytes = AWAKE;
    LockSupport.unpark(watcher);
  }

  /** Wakes all: something else than an event is to be looked at. */
  void wakeAll() {
    wakeAtBytes = AWAKE;
    threads.forEach(LockSupport::unpark);
  }

  /**
   * The calling thread has taken a batch, rests or ends: if it was the one that watches, another
   * one does now, if one is asleep. Who calls this wakes the watcher afterwards, unless there is
   * nothing left.
   */
  synchronized void passOn() {
    turn++;
    if (watcher == Thread.currentThread()) {
      watcher = others.poll();
    }
    watcherMindsTime = false; // that of a batch which may be gone
    wakeAtBytes = watcher == null ? AWAKE : 1;
  }

  /** To be asked before looking for work. */
  synchronized long turn() {
    return turn;
  }

  /**
   * Sleeps until there are events, if the thread is the one that watches, or until it has become
   * that one; for a second at most: it then just looks again.
   *
   * @param nanos until the batch will be due; {@link Long#MAX_VALUE} if there is none
   * @param seenTurn the turn before the thread looked for work
   * @return whether it watches, and a first event would have woken it
   */
  boolean await(long nanos, long seenTurn) {
    // Nothing collected: the first event starts the clock of its batch.
    // Otherwise only enough of them are worth a wake-up.
    long wakeAt = nanos == Long.MAX_VALUE ? 1 : enoughBytes;
    long atMost = lieDown(nanos, wakeAt, seenTurn);
    if (queue.bytes() < wakeAt) {
      LockSupport.parkNanos(this, Math.min(atMost, longestSleepNanos));
    }
    return getUp();
  }

  /** Returns for how long. */
  private synchronized long lieDown(long nanos, long wakeAt, long seenTurn) {
    if (turn != seenTurn) {
      return 0;
    }
    Thread current = Thread.currentThread();
    boolean batch = nanos != Long.MAX_VALUE;
    if (watcher == null || watcher == current) {
      watcher = current;
      watcherMindsTime = batch;
      wakeAtBytes = wakeAt;
      return nanos;
    }
    others.add(current);
    if (batch && !watcherMindsTime) {
      turn++; // the watcher may have looked before there was a batch
      wakeWatcher();
    }
    return Long.MAX_VALUE;
  }

  private synchronized boolean getUp() {
    others.remove(Thread.currentThread());
    return watcher == Thread.currentThread() && !watcherMindsTime;
  }
}
