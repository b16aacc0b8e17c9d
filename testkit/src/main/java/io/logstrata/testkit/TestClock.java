package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test moves by hand. A running one is the system's time plus what it was moved by;
 * a stopped one stands still between moves. Safe for use by several threads.
 */
public final class TestClock extends Clock {
  private final AtomicReference<Duration> offset;
  private final Clock base;
  private final ZoneId zone;

  private TestClock(Clock base, AtomicReference<Duration> offset, ZoneId zone) {
    this.base = base;
    this.offset = offset;
    this.zone = zone;
  }

  /** Returns a clock that starts at the system's time and goes on with it. */
  public static TestClock running() {
    return new TestClock(Clock.systemUTC(), new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
  }

  /** Returns a clock that stands at the given instant until it is moved. */
  public static TestClock stoppedAt(Instant instant) {
    return new TestClock(
        Clock.fixed(requireNonNull(instant, "instant"), ZoneOffset.UTC),
        new AtomicReference<>(Duration.ZERO),
        ZoneOffset.UTC);
  }

  /** Moves the clock forward, or back when the duration is negative. */
  public void advance(Duration duration) {
    requireNonNull(duration, "duration");
    offset.updateAndGet(before -> before.plus(duration));
  }

  /** Sets the clock; a running one goes on from there. */
  public void set(Instant instant) {
    requireNonNull(instant, "instant");
    offset.set(Duration.between(base.instant(), instant));
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** Returns this clock in another zone: moving one of the two moves both. */
  @Override
  public TestClock withZone(ZoneId other) {
    return new TestClock(base, offset, requireNonNull(other, "other"));
  }
}
