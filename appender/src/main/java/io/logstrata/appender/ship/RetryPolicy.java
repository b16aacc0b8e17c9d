package io.logstrata.appender.ship;

import java.time.Duration;

/**
 * How long to wait between attempts, see {@link Backoff}.
 *
 * @param base ceiling of the first wait when the service is throttling or unreachable
 * @param cap ceiling of every later wait
 * @param slowBase the same when a person must act first: credentials, permissions
 * @param slowCap the same
 */
public record RetryPolicy(Duration base, Duration cap, Duration slowBase, Duration slowCap) {
  public static final RetryPolicy STANDARD =
      new RetryPolicy(
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1));

  public RetryPolicy {
    for (Duration each : new Duration[] {base, cap, slowBase, slowCap}) {
      if (each.isNegative() || each.isZero()) {
        throw new IllegalArgumentException("a wait between attempts must be positive, not " + each);
      }
    }
  }
}
