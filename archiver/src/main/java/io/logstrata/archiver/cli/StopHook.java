package io.logstrata.archiver.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGTERM and Ctrl-C end some work in order: whoever it is that works is asked to stop, and
 * the process ends when it has, or after a few seconds.
 */
final class StopHook {
  // Under what service managers and containers wait before they kill.
  private static final long PATIENCE_SECONDS = 8;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begins to listen.
   *
   * @param stop asks for the end and returns at once
   */
  StopHook(Runnable stop) {
    hook = new Thread(() -> stop(stop), "logstrata-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Runnable stop) {
    stop.run();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the work has ended. */
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has done its part.
    }
  }
}
