package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A day as a half-open range of instants, and how far beyond it its export goes.
 *
 * @param from the first instant of the day
 * @param to the first instant after the day
 * @param exportedTo the end that the export was asked for: that of the day or, since the service
 *     refuses an earlier one, the group's creation
 * @param zone whose calendar the day is of
 */
public record ExportWindow(Instant from, Instant to, Instant exportedTo, ZoneId zone) {
  // PutLogEvents takes events up to 14 days old and 2 hours ahead, so that even if a window means
  // the time of ingestion, no
  // record can lie further outside than this.
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);

  public ExportWindow {
    requireNonNull(zone, "zone");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("the window from " + from + " to " + to + " is empty");
    }
    if (exportedTo.isBefore(to)) {
      throw new IllegalArgumentException(
          "the export to " + exportedTo + " ends before the day, at " + to);
    }
  }

  /** An export of the day and no more. */
  public ExportWindow(Instant from, Instant to, ZoneId zone) {
    this(from, to, to, zone);
  }

  /**
   * Whether the export goes beyond the day. What it has of later days is in their own exports too:
   * the group did not exist while the window lasted, so that nothing was ingested in it, and if the
   * window means the time of the event, later days' windows have the same events.
   */
  public boolean goesBeyondTheDay() {
    return exportedTo.isAfter(to);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  boolean contains(long epochMilli) {
    return epochMilli >= from.toEpochMilli() && epochMilli < to.toEpochMilli();
  }

  /** Whether an event with this timestamp can be in the export, whichever time the window means. */
  boolean isPossible(long epochMilli) {
    return epochMilli >= from.minus(OLDEST).toEpochMilli()
        && epochMilli <= exportedTo.plus(NEWEST).toEpochMilli();
  }

  LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }
}
