package io.logstrata.appender.ship;

import java.time.Duration;

/** Durations of any length as numbers. */
final class Saturated {
  /** Some 146 years: can be added to the time of now without an overflow. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private Saturated() {}

  static long nanos(Duration duration) {
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
  }
}
