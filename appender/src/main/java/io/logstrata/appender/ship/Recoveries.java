package io.logstrata.appender.ship;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a call has been accepted after an outage. A lane that waits for its next attempt learns
 * so that another one has got through: its own wait may have grown to a minute by then.
 */
final class Recoveries {
  private final AtomicLong count = new AtomicLong();

  long count() {
    return count.get();
  }

  void add() {
    count.incrementAndGet();
  }
}
