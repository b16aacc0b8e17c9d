package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A calendar day in a zone, as the half-open range of instants that it covers: {@code from} belongs
 * to it, {@code to} is the first instant of the next day. With daylight saving a day may last 23 or
 * 25 hours.
 */
public record DayWindow(LocalDate day, ZoneId zone) {
  public DayWindow {
    requireNonNull(day, "day");
    requireNonNull(zone, "zone");
  }

  /** The day that the instant falls into. */
  public static DayWindow containing(Instant instant, ZoneId zone) {
    return new DayWindow(instant.atZone(zone).toLocalDate(), zone);
  }

  /** The first instant of the day. */
  public Instant from() {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The first instant after the day. */
  public Instant to() {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from()) && instant.isBefore(to());
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(to());
  }

  /**
   * Whether nothing of the day is still on its way into the service's exports.
   *
   * @param settle how long after its end a day may still grow; the service documents up to twelve
   *     hours
   */
  public boolean isFinal(Instant now, Duration settle) {
    return !now.isBefore(to().plus(settle));
  }
}
