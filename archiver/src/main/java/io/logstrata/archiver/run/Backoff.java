package io.logstrata.archiver.run;

import java.time.Duration;

/** Ever longer pauses, each shortened by chance to between a half and the whole. */
final class Backoff {
  private final Pace pace;
  private final Duration longest;
  private Duration next;

  Backoff(Pace pace, Duration first, Duration longest) {
    this.pace = pace;
    this.next = first;
    this.longest = longest;
  }

  void pause() throws InterruptedException {
    long millis = next.toMillis();
    pace.pause(Duration.ofMillis(millis / 2 + (long) (millis / 2.0 * pace.jitter())));
    Duration longer = next.multipliedBy(3).dividedBy(2);
    next = longer.compareTo(longest) > 0 ? longest : longer;
  }
}
