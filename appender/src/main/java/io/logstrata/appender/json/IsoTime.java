package io.logstrata.appender.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * ISO-8601 in UTC with milliseconds. Keeps the minute of the last event: most events share it. Not
 * thread-safe.
 */
final class IsoTime {
  private static final long MINUTE_MILLIS = 60_000;
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:", Locale.ROOT).withZone(ZoneOffset.UTC);

  private long minute = Long.MIN_VALUE;
  private String text = "";

  /** Appends a quoted time such as {@code "2019-06-01T00:00:00.000Z"}. */
  void append(long millis, JsonBuffer out) {
    long minuteOfEvent = Math.floorDiv(millis, MINUTE_MILLIS);
    if (minuteOfEvent != minute) {
      text = TO_THE_MINUTE.format(Instant.ofEpochMilli(minuteOfEvent * MINUTE_MILLIS));
      minute = minuteOfEvent;
    }
    int rest = (int) (millis - minuteOfEvent * MINUTE_MILLIS);
    out.quote();
    out.ascii(text);
    digit(out, rest / 10_000);
    digit(out, rest / 1_000);
    out.raw('.');
    digit(out, rest / 100);
    digit(out, rest / 10);
    digit(out, rest);
    out.raw('Z');
    out.quote();
  }

  private static void digit(JsonBuffer out, int number) {
    out.raw((char) ('0' + number % 10));
  }
}
