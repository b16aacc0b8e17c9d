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
 * small machine has cores, and the caller would be the one that is put off, for most of a
 * millisecond.
 */
final class WakeUp {
  private static final long AWAKE = Long.MAX_VALUE;
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ByteBoundedQueue<?> queue;
  private final long enoughBytes;
  private final long longestSleepNanos;
  private volatile long wakeAtBytes = AWAKE;
  private volatile List<Thread> threads = List.of();

  /** Asleep, or awake and about to look; never in a call. */
  private volatile Thread watcher;

  // Guarded by this.
  private final Deque<Thread> others = new ArrayDeque<>();
  private boolean watcherMindsTime;
  private boolean batchBegun;

  WakeUp(ByteBoundedQueue<?> queue, long queueBytes) {
    this(queue, queueBytes, LONGEST_SLEEP_NANOS);
  }

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
      watcher();
    }
  }

  /** Called when an event found no room, though there may be less than the watcher waits for. */
  void ifAsleep() {
    if (wakeAtBytes != AWAKE) {
      watcher();
    }
  }

  /** Wakes the one that watches, if any. */
  void watcher() {
    // In this order: whoever watches from now on has looked at the queue after that.
    wakeAtBytes = AWAKE;
    LockSupport.unpark(watcher);
  }

  /** Wakes all: something else than an event is to be looked at. */
  void all() {
    wakeAtBytes = AWAKE;
    threads.forEach(LockSupport::unpark);
  }

  /**
   * The calling thread has taken a batch, or ends: another one watches now, if one is asleep. Who
   * calls this looks for events afterwards, and wakes the watcher if there are some.
   */
  synchronized void passOn() {
    if (watcher == Thread.currentThread()) {
      watcher = others.poll();
    }
    watcherMindsTime = false; // the time was that of the batch that is gone
    wakeAtBytes = watcher == null ? AWAKE : 1;
  }

  /**
   * Sleeps until there are events, or for a second at most: the thread then just looks again.
   *
   * @param nanos until the batch will be due; {@link Long#MAX_VALUE} if there is none
   */
  void await(long nanos) {
    // Nothing collected: the first event starts the clock of its batch.
    // Otherwise only enough of them are worth a wake-up.
    long wakeAt = nanos == Long.MAX_VALUE ? 1 : enoughBytes;
    long atMost = lieDown(nanos, wakeAt);
    if (queue.bytes() < wakeAt) {
      LockSupport.parkNanos(this, Math.min(atMost, longestSleepNanos));
    }
    getUp();
  }

  /** Returns for how long. */
  private synchronized long lieDown(long nanos, long wakeAt) {
    Thread current = Thread.currentThread();
    boolean batch = nanos != Long.MAX_VALUE;
    if (watcher != null && watcher != current) {
      others.add(current);
      if (batch && !watcherMindsTime) {
        batchBegun = true; // the watcher has looked before that
        watcher();
      }
      return Long.MAX_VALUE;
    }
    boolean looksAgain = batchBegun && !batch;
    watcher = current;
    watcherMindsTime = batch;
    batchBegun = false;
    wakeAtBytes = wakeAt;
    return looksAgain ? 0 : nanos;
  }

  private synchronized void getUp() {
    others.remove(Thread.currentThread());
  }
}
