package io.logstrata.archiver.run;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only while somebody waits. */
final class HandMovedPace implements Pace {
  private Instant now;

  HandMovedPace(String now) {
    this.now = Instant.parse(now);
  }

  void set(String instant) {
    now = Instant.parse(instant);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void pause(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public double jitter() {
    return 1;
  }
}
