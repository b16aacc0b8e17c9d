package io.logstrata.insights.run;

import java.time.Duration;

/** Spaces the calls of all threads evenly, so that together they stay within a rate. */
final class RateLimit {
  private final Pacing pacing;
  private final long nanosBetween;
  private long next;
  private boolean started;

  RateLimit(Pacing pacing, int callsPerSecond) {
    this.pacing = pacing;
    this.nanosBetween = Duration.ofSeconds(1).toNanos() / callsPerSecond;
  }

  void await() throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = pacing.now();
      long mine = started ? Math.max(now, next) : now;
      started = true;
      next = mine + nanosBetween;
      wait = mine - now;
    }
    if (wait > 0) {
      // Rounded up: a call that comes a part of a millisecond early is over the rate.
      pacing.pause(Duration.ofMillis(wait / 1_000_000 + 1));
    }
  }
}
