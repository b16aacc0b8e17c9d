package io.logstrata.appender.ship;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Wakes sleeping threads when there is work, and costs a caller one volatile read when not. */
final class WakeUp {
  private static final long AWAKE = Long.MAX_VALUE;
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long enoughBytes;
  private volatile long wakeAtBytes = AWAKE;
  private volatile List<Thread> threads = List.of();

  WakeUp(long queueBytes) {
    this.enoughBytes = Math.max(1, Math.min(Limits.BATCH_BYTES / 2, queueBytes / 4));
  }

  void threads(List<Thread> sleepers) {
    threads = List.copyOf(sleepers);
  }

  /** Called with the fill of the queue after each event. */
  void after(long queuedBytes) {
    if (queuedBytes >= wakeAtBytes) {
      now();
    }
  }

  /** Called when an event found no room, though there may be less than sleepers wait for. */
  void ifAsleep() {
    if (wakeAtBytes != AWAKE) {
      now();
    }
  }

  void now() {
    wakeAtBytes = AWAKE;
    threads.forEach(LockSupport::unpark);
  }

  /** Sleeps until there are events, or for a second at most: the thread then just looks again. */
  void await(long nanos, ByteBoundedQueue<?> queue) {
    // Nothing collected: the first event starts the clock of its batch.
    // Otherwise only enough of them are worth a wake-up.
    long wakeAt = nanos == Long.MAX_VALUE ? 1 : enoughBytes;
    sleepersNeed(wakeAt);
    if (queue.bytes() < wakeAt) {
      LockSupport.parkNanos(this, Math.min(nanos, LONGEST_SLEEP_NANOS));
    }
    // Left as it is: another thread may still sleep, and counts on it.
  }

  /**
   * The least that any of them needs counts, for all are woken together. If that happens meanwhile,
   * who is here is woken as well, and does not sleep.
   */
  private synchronized void sleepersNeed(long bytes) {
    wakeAtBytes = Math.min(wakeAtBytes, bytes);
  }
}
