package io.logstrata.archiver.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The time a run goes by: what it is, and letting some of it pass. */
public interface Pace {
  Instant now();

  void pause(Duration duration) throws InterruptedException;

  /**
   * A number from 0 (included) to 1, so that runners who wait for the same thing do not all ask at
   * once.
   */
  double jitter();

  /** The clock on the wall. */
  static Pace real() {
    return new Pace() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }

      @Override
      public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
      }
    };
  }
}
