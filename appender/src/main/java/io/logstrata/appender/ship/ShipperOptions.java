package io.logstrata.appender.ship;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a {@link Shipper} works.
 *
 * @param queueBytes what waiting events may occupy on the heap before the queue refuses more
 * @param blockAtMost how long a caller waits for room in the queue; zero: not at all
 * @param flushEvery a batch is sent at this age even if it is not full
 * @param concurrentSends calls on the way at a time, each with a thread of its own
 * @param retry the waits between attempts
 */
public record ShipperOptions(
    long queueBytes,
    Duration blockAtMost,
    Duration flushEvery,
    int concurrentSends,
    RetryPolicy retry) {
  /** More than this many calls at a time serve nobody: one carries up to 10,000 events. */
  public static final int MOST_CONCURRENT_SENDS = 16;

  /** A queue can be no larger: its fill is counted in one word. */
  public static final long LARGEST_QUEUE_BYTES = ByteBoundedQueue.LARGEST_CAPACITY;

  public ShipperOptions {
    requireNonNull(retry, "retry");
    if (blockAtMost.isNegative() || flushEvery.isNegative() || flushEvery.isZero()) {
      throw new IllegalArgumentException(
          "blockAtMost must not be negative, flushEvery must be positive");
    }
    if (concurrentSends < 1 || concurrentSends > MOST_CONCURRENT_SENDS) {
      throw new IllegalArgumentException(
          "concurrentSends must be 1 to " + MOST_CONCURRENT_SENDS + ", not " + concurrentSends);
    }
  }
}
