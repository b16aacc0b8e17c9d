package io.logstrata.archiver.setup;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has become of an alarm.
 *
 * @param state as the service spells it, such as {@code ALARM}; {@link #MISSING} without an alarm
 * @param reason why it is in this state, as the service says it
 * @param since when it came into this state, if there is such an alarm
 * @param from the beginning of what was looked at
 * @param to the end of it
 * @param datapoints newest first; periods without data are not in it
 * @param events newest first
 * @param remark why there are no events, if they could not be asked for
 */
public record AlarmReport(
    String name,
    String state,
    String reason,
    Optional<Instant> since,
    Instant from,
    Instant to,
    List<Datapoint> datapoints,
    List<MatchingEvent> events,
    String remark) {
  /** The state of an alarm that is not there. */
  public static final String MISSING = "MISSING";

  // Fewer say little about what is usual.
  private static final int LEAST_PERIODS = 10;

  /** The sum of a period that begins at this time. */
  public record Datapoint(Instant at, double sum) {}

  /** An event that the alarm's filter matches. */
  public record MatchingEvent(Instant at, String logStream, String message) {}

  public AlarmReport {
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    requireNonNull(since, "since");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    datapoints = List.copyOf(datapoints);
    events = List.copyOf(events);
    requireNonNull(remark, "remark");
  }

  /**
   * How far back to look: as far as the alarm itself, and ten periods at least.
   *
   * @param periods how many of them the alarm looks at
   */
  public static Duration window(Duration period, int periods) {
    return period.multipliedBy(Math.max(LEAST_PERIODS, periods));
  }
}
