package io.logstrata.appender.ship;

import java.time.Duration;

/**
 * Waits that an interrupt does not cut short: the thread is interrupted again when they are over.
 */
public final class Uninterruptibly {
  private Uninterruptibly() {}

  /** Something that is waited for, such as a latch. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * Waits for so long at most, and with zero not at all.
     *
     * @return whether it has come
     * @throws InterruptedException if the waiting thread is interrupted; it is called again then
     */
    boolean upTo(long nanos) throws InterruptedException;
  }

  /** Returns whether it has come within this time; with zero or less, whether it is there. */
  public static boolean await(Duration atMost, Waiting waiting) {
    long deadline = System.nanoTime() + Saturated.nanos(atMost);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.upTo(Math.max(0, deadline - System.nanoTime()));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
