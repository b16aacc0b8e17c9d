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
  private static final Duration LATEST = Duration.ofDays(14);

  public LogGroup {
    requireNonNull(name, "name");
    requireNonNull(created, "created");
    requireNonNull(retentionDays, "retentionDays");
  }

  /**
   * The oldest instant that an event of the group can be of: PutLogEvents takes events up to 14
   * days old (API reference), also into a group that was made a minute ago.
   */
  public Instant oldestPossible() {
    return created.minus(LATEST);
  }

  /**
   * When the last event from before the group's creation has arrived, if there is any: then it is
   * too old to be taken.
   */
  public Instant earlyEventsEnd() {
    return created.plus(LATEST);
  }

  /** Whether the day was over when the group was created. */
  public boolean existedOnlyAfter(DayWindow day) {
    return !day.to().isAfter(created);
  }

  /** The oldest instant whose events the service still promises to hold. */
  public Instant horizon(Instant now) {
    return retentionDays.isPresent()
        ? now.minus(Duration.ofDays(retentionDays.getAsInt()))
        : Instant.MIN;
  }
}
