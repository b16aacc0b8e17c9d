package io.logstrata.insights.write;

import io.logstrata.insights.model.Period;

/** Buckets of time in SQL, in UTC: milliseconds since 1970 in, the start or end of theirs out. */
final class SqlTimes {
  // 1970-01-05 was a Monday.
  private static final long FIRST_MONDAY_MILLIS = 4 * 86_400_000L;
  private static final int MONTHS_OF_A_QUARTER = 3;
  private static final int MONTHS_OF_A_YEAR = 12;

  private SqlTimes() {}

  static String floor(String millis, Period period, long offsetMillis, SqlEngine engine) {
    if (offsetMillis == 0) {
      return floor(millis, period, engine);
    }
    return '('
        + floor('(' + millis + " - " + offsetMillis + ')', period, engine)
        + " + "
        + offsetMillis
        + ')';
  }

  private static String floor(String millis, Period period, SqlEngine engine) {
    if (period.unit().millis() == 0) {
      String month = engine.bound(millis, engine.monthsSince1970("run"));
      return engine.bound(month, engine.startOfMonth(floorTo("run", months(period), 0)));
    }
    String at = "CAST(" + millis + " AS BIGINT)";
    long origin = period.unit() == Period.Unit.WEEK ? FIRST_MONDAY_MILLIS : 0;
    return floorTo(at, period.millis(), origin);
  }

  /** The point itself where a bucket begins, else where the next one does. */
  static String ceiling(String millis, Period period, SqlEngine engine) {
    boolean calendar = period.unit().millis() == 0;
    String month = engine.monthsSince1970("run");
    String start =
        calendar
            ? engine.startOfMonth(floorTo(month, months(period), 0))
            : floor("run", period, engine);
    String next =
        calendar
            ? engine.startOfMonth(floorTo(month, months(period), 0) + " + " + months(period))
            : start + " + " + period.millis();
    return engine.bound(millis, "CASE WHEN " + start + " = run THEN run ELSE " + next + " END");
  }

  private static String floorTo(String number, long length, long origin) {
    // The remainder of a negative number is negative: hence twice.
    return '(' + number + " - ((" + number + " - " + origin + ") % " + length + " + " + length
        + ") % " + length + ')';
  }

  private static long months(Period period) {
    return switch (period.unit()) {
      case QUARTER -> period.amount() * MONTHS_OF_A_QUARTER;
      case YEAR -> period.amount() * MONTHS_OF_A_YEAR;
      default -> period.amount();
    };
  }
}
