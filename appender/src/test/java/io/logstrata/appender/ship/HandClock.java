package io.logstrata.appender.ship;

import java.time.Duration;

/** Stands still until a test moves it. */
final class HandClock implements ShipperClock {
  static final long START_MILLIS = 1_700_000_000_000L;

  private long nanos = 123;

  void advance(Duration by) {
    nanos += by.toNanos();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long millis() {
    return START_MILLIS + nanos / 1_000_000;
  }
}
