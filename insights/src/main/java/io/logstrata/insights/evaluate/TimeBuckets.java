package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Period;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Rounds points in time down to the start of their bucket, in UTC. */
final class TimeBuckets {
  // 1970-01-05 was a Monday.
  private static final long FIRST_MONDAY = 4 * 86_400_000L;
  private static final int MONTHS_OF_A_QUARTER = 3;
  private static final int MONTHS_OF_A_YEAR = 12;

  private TimeBuckets() {}

  /** Whether it may be taken for milliseconds since 1970. */
  static boolean isTime(Value value) {
    return value != null && Math.abs(value.number()) <= Period.FURTHEST_MILLIS;
  }

  static Period period(Expression argument) {
    if (argument instanceof Period period) {
      return period;
    }
    throw new IllegalArgumentException("bin, datefloor and dateceil take a period such as 5m");
  }

  /** Each bucket begins {@code offsetMillis} later than it would of itself. */
  static Operand floor(Operand time, Period period, long offsetMillis) {
    return row -> {
      Value value = time.of(row);
      return !isTime(value)
          ? null
          : Value.time(floor((long) value.number() - offsetMillis, period) + offsetMillis);
    };
  }

  static Operand ceiling(Operand time, Period period) {
    return row -> {
      Value value = time.of(row);
      if (!isTime(value)) {
        return null;
      }
      long millis = (long) value.number();
      long start = floor(millis, period);
      return Value.time(start == millis ? start : next(start, period));
    };
  }

  static long floor(long millis, Period period) {
    return switch (period.unit()) {
      case WEEK -> floor(millis, period, FIRST_MONDAY);
      case MONTH -> floorMonths(millis, period.amount());
      case QUARTER -> floorMonths(millis, period.amount() * MONTHS_OF_A_QUARTER);
      case YEAR -> floorMonths(millis, period.amount() * MONTHS_OF_A_YEAR);
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> floor(millis, period, 0);
    };
  }

  private static long floor(long millis, Period period, long origin) {
    return millis
        - Math.floorMod(
            millis - origin, Math.multiplyExact(period.amount(), period.unit().millis()));
  }

  private static long floorMonths(long millis, long months) {
    ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    long since1970 = (time.getYear() - 1970L) * MONTHS_OF_A_YEAR + time.getMonthValue() - 1;
    return Instant.EPOCH
        .atZone(ZoneOffset.UTC)
        .plusMonths(since1970 - Math.floorMod(since1970, months))
        .toInstant()
        .toEpochMilli();
  }

  private static long next(long start, Period period) {
    ZonedDateTime time = Instant.ofEpochMilli(start).atZone(ZoneOffset.UTC);
    ZonedDateTime next =
        switch (period.unit()) {
          case MONTH -> time.plusMonths(period.amount());
          case QUARTER -> time.plusMonths(period.amount() * MONTHS_OF_A_QUARTER);
          case YEAR -> time.plusYears(period.amount());
          case MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK ->
              time.plus(
                  Math.multiplyExact(period.amount(), period.unit().millis()), ChronoUnit.MILLIS);
        };
    return next.toInstant().toEpochMilli();
  }
}
