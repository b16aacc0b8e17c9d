package io.logstrata.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long a group's events are kept, and who says so.
 *
 * @param days empty when they never expire
 * @param policy name of the account-level policy that says so; empty when the group says it itself
 */
public record Retention(OptionalInt days, Optional<String> policy) {
  public Retention {
    requireNonNull(days, "days");
    requireNonNull(policy, "policy");
  }

  /** Returns the time before which events are gone. */
  long oldestKeptMillis(Instant now) {
    return days.isEmpty()
        ? Long.MIN_VALUE
        : now.minus(Duration.ofDays(days.getAsInt())).toEpochMilli();
  }
}
