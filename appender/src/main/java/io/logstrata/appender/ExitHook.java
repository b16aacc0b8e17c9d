package io.logstrata.appender;

import io.logstrata.appender.ship.Shipper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends what waits when the JVM ends, by SIGTERM or of itself. The application's threads and its
 * own hooks go on logging meanwhile; so the hook first waits, for a bounded time, until they have
 * nothing more to say.
 */
final class ExitHook {
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final Duration LONGEST_TALK = Duration.ofSeconds(2);
  private static final long HOLD_MILLIS = 250;

  private final Shipper<?> shipper;
  private final Duration stopTimeout;
  private final Consumer<Duration> stop;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean exiting;

  ExitHook(Shipper<?> shipper, Duration stopTimeout, Consumer<Duration> stop, String name) {
    this.shipper = shipper;
    this.stopTimeout = stopTimeout;
    this.stop = stop;
    this.thread = new SenderThreads(name + "-exit").newThread(this::run);
  }

  void add() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) {
      return; // the JVM is ending already, and with it this appender
    }
  }

  /** Whether this JVM has begun to end: then nobody looks at a status any more. */
  static boolean jvmIsEnding() {
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      return; // it is running
    }
  }

  /**
   * Holds a caller that logs after the last event was taken: until the stop is over, and a moment
   * longer. As a rule the JVM is gone before that ends, so no call returns whose event was lost.
   * Once the rule has failed, nobody is held any more.
   */
  void holdCaller() {
    if (!exiting) {
      return;
    }
    try {
      boolean over = stopped.await(stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!over || !never.await(HOLD_MILLIS, TimeUnit.MILLISECONDS)) {
        exiting = false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long start = System.nanoTime();
    long deadline = start + Math.min(stopTimeout.toNanos() / 2, LONGEST_TALK.toNanos());
    try {
      long before;
      do {
        before = shipper.books().accepted();
        boolean ignored =
            shipper.flush(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
      } while (shipper.books().accepted() != before && System.nanoTime() < deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exiting = true;
    long left = stopTimeout.toNanos() - (System.nanoTime() - start);
    stop.accept(Duration.ofNanos(Math.max(1, left)));
    stopped.countDown();
  }
}
