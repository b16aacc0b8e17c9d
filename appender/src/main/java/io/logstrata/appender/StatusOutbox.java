package io.logstrata.appender;

import io.logstrata.appender.ship.Uninterruptibly;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Tells Logback's status what happens, one thing after the other, on a thread that lives while
 * there is something to tell. Logback calls status listeners under a lock, and they are foreign
 * code: one may log and wait for a sender, end the JVM, or never return. No caller, no sender and
 * no stop may hang on that.
 */
final class StatusOutbox implements Executor {
  /** More than these wait only for a listener that does not return, and would not hear them. */
  private static final int MOST_WAITING = 100;

  private final ThreadFactory threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private Thread teller; // guarded by this; null while there is nothing to tell

  StatusOutbox(ThreadFactory threads) {
    this.threads = threads;
  }

  /** Returns at once. What the telling throws is nobody's concern. */
  @Override
  public synchronized void execute(Runnable telling) {
    if (waiting.size() >= MOST_WAITING) {
      return;
    }
    waiting.add(telling);
    if (teller == null) {
      Thread fresh = threads.newThread(this::tellAll);
      try {
        fresh.start();
        teller = fresh;
      } catch (OutOfMemoryError e) { // no thread to be had: with the next one, then
        return;
      }
    }
  }

  /**
   * Waits until what was to be told before is told. An interrupt does not cut the wait short.
   *
   * @return false if the time was up before that, or if a listener asks, who would wait for itself
   */
  boolean await(Duration atMost) {
    CountDownLatch told = new CountDownLatch(1);
    synchronized (this) {
      if (teller == null || teller == Thread.currentThread()) {
        return waiting.isEmpty();
      }
      waiting.add(told::countDown);
    }
    return Uninterruptibly.await(atMost, nanos -> told.await(nanos, TimeUnit.NANOSECONDS));
  }

  private void tellAll() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (Throwable ignored) { // a listener's: there is nobody left to tell
      }
    }
  }

  private synchronized Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      teller = null;
    }
    return next;
  }
}
