package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The half-open range of instants that an export was asked for.
 *
 * @param zone whose calendar the day is of
 */
public record ExportWindow(Instant from, Instant to, ZoneId zone) {
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
        && epochMilli <= to.plus(NEWEST).toEpochMilli();
  }

  LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }
}
