package io.logstrata.appender.ship;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where callers wait for room in a full queue, if they are told to. */
final class Room {
  /** A signal may pass between a failed attempt and the waiting: look again soon. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final long atMostNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();

  Room(Duration atMost) {
    this.atMostNanos = Saturated.nanos(atMost);
  }

  /** Tries until it works; returns null then, or why it did not. */
  Loss waitFor(BooleanSupplier attempt, BooleanSupplier stopping) {
    if (atMostNanos == 0) {
      return Loss.QUEUE_FULL;
    }
    long deadline = System.nanoTime() + atMostNanos;
    boolean interrupted = false;
    lock.lock();
    try {
      waiting.incrementAndGet();
      while (!attempt.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (stopping.getAsBoolean()) {
          return Loss.AFTER_STOP;
        }
        if (left <= 0) {
          return Loss.WAITED_TOO_LONG;
        }
        try {
          long unused = opened.awaitNanos(Math.min(left, LOOK_AGAIN_NANOS));
        } catch (InterruptedException e) {
          interrupted = true; // the caller's business, and no reason to lose its event
        }
      }
      return null;
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** There may be room again. */
  void opened() {
    if (waiting.get() > 0) {
      lock.lock();
      try {
        opened.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
