package io.logstrata.insights.run;

import java.time.Duration;

/** The passing of time, so that tests need not wait for it. */
interface Pacing {
  /** Nanoseconds from some moment on, as {@link System#nanoTime()}. */
  long now();

  void pause(Duration time) throws InterruptedException;

  /** Time as it really passes. */
  Pacing REAL =
      new Pacing() {
        @Override
        public long now() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis());
        }
      };
}
