package io.logstrata.appender.ship;

/** The time, so that a test can move it. */
public interface ShipperClock {
  /** The real one. */
  ShipperClock SYSTEM =
      new ShipperClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  /** For durations: never goes back. */
  long nanos();

  /** Milliseconds since 1970 UTC: for time stamps only, may jump. */
  long millis();
}
