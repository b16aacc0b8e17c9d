package io.logstrata.archiver.run;

import java.time.Duration;

/**
 * How long a run waits before it gives up.
 *
 * @param slot for another export to end
 * @param task for an export of its own to end; the service itself gives up after 24 hours
 * @param unreachable for a service that does not answer
 */
public record Patience(Duration slot, Duration task, Duration unreachable) {
  public static final Patience DEFAULT =
      new Patience(Duration.ofHours(12), Duration.ofHours(25), Duration.ofMinutes(15));

  public Patience {
    if (slot.isNegative() || task.isNegative() || unreachable.isNegative()) {
      throw new IllegalArgumentException("patience is never negative");
    }
  }
}
