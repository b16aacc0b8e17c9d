package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A log group, as far as planning needs it.
 *
 * @param retentionDays how many days the service keeps events; empty means for ever
 */
public record LogGroup(String name, Instant created, OptionalInt retentionDays) {
  public LogGroup {
    requireNonNull(name, "name");
    requireNonNull(created, "created");
    requireNonNull(retentionDays, "retentionDays");
  }

  /** The oldest instant whose events the service still promises to hold. */
  public Instant horizon(Instant now) {
    return retentionDays.isPresent()
        ? now.minus(Duration.ofDays(retentionDays.getAsInt()))
        : Instant.MIN;
  }
}
