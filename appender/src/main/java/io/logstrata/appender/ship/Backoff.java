package io.logstrata.appender.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: between nothing and the ceiling, which doubles with each
 * attempt up to a cap. Many processes that fail together must not come back together.
 */
final class Backoff {
  private final long baseNanos;
  private final long capNanos;
  private final RandomGenerator random;

  Backoff(Duration base, Duration cap, RandomGenerator random) {
    this.baseNanos = base.toNanos();
    this.capNanos = cap.toNanos();
    this.random = random;
  }

  /** How long to wait after so many failures in a row, the first being 1. */
  long nanosAfter(int failures) {
    int doublings = Math.min(failures - 1, 30);
    long ceiling = baseNanos > capNanos >> doublings ? capNanos : baseNanos << doublings;
    return random.nextLong(ceiling + 1);
  }
}
