package io.logstrata.insights.evaluate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Dates as texts. The service reads them by patterns of Java's DateTimeFormatter and writes them by
 * those of strftime (user guide, CWL_QuerySyntax-operations-functions).
 */
final class DateFunctions {
  private static final int MOST_KEPT = 100;
  private static final Map<Character, String> STRFTIME =
      Map.ofEntries(
          Map.entry('Y', "uuuu"),
          Map.entry('y', "uu"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('j', "DDD"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('p', "a"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('z', "xx"),
          Map.entry('Z', "zzz"),
          Map.entry('F', "uuuu-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private DateFunctions() {}

  /**
   * Milliseconds since 1970, or null where the text does not fit (our choice); without a time of
   * day its first instant.
   */
  static Operand parse(Operand[] arguments) {
    Function<String, DateTimeFormatter> formats = kept(DateFunctions::reader);
    return row -> {
      Value text = arguments[0].of(row);
      Value pattern = arguments[1].of(row);
      ZoneId zone = zone(arguments, row);
      if (text == null || pattern == null || zone == null) {
        return null;
      }
      DateTimeFormatter format = formats.apply(pattern.text());
      try {
        Instant instant = instant(format.parse(text.text()), zone);
        return instant == null ? null : Value.number((double) instant.toEpochMilli());
      } catch (DateTimeException | ArithmeticException e) {
        return null;
      }
    };
  }

  private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId own = parsed.query(TemporalQueries.zone());
    return date == null
        ? null
        : ZonedDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, own == null ? zone : own)
            .toInstant();
  }

  /** The point in time in the words of a strftime pattern. */
  static Operand format(Operand[] arguments) {
    Function<String, DateTimeFormatter> formats = kept(DateFunctions::writer);
    return row -> {
      Value time = arguments[0].of(row);
      Value pattern = arguments[1].of(row);
      ZoneId zone = zone(arguments, row);
      if (!TimeBuckets.isTime(time) || pattern == null || zone == null) {
        return null;
      }
      Instant instant = Instant.ofEpochMilli((long) time.number());
      return Value.text(formats.apply(pattern.text()).format(instant.atZone(zone)));
    };
  }

  /** UTC unless a third argument names another; null where there is none of that name. */
  private static ZoneId zone(Operand[] arguments, Value[] row) {
    if (arguments.length < 3) {
      return ZoneOffset.UTC;
    }
    Value name = arguments[2].of(row);
    try {
      return name == null ? null : ZoneId.of(name.text());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static DateTimeFormatter reader(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "parseDate(): \"" + pattern + "\" is no pattern of dates, such as yyyy-MM-dd HH:mm:ss",
          e);
    }
  }

  private static DateTimeFormatter writer(String pattern) {
    DateTimeFormatterBuilder format = new DateTimeFormatterBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        format.appendLiteral(c);
        continue;
      }
      char code = ++i < pattern.length() ? pattern.charAt(i) : '\0';
      if (code == '%') {
        format.appendLiteral('%');
      } else if (STRFTIME.containsKey(code)) {
        format.appendPattern(STRFTIME.get(code));
      } else {
        throw new IllegalArgumentException(
            "formatDate(): %"
                + (code == '\0' ? "" : code)
                + " is not evaluated: write codes such as %Y-%m-%d %H:%M:%S");
      }
    }
    return format.toFormatter(Locale.ENGLISH);
  }

  private static Function<String, DateTimeFormatter> kept(
      Function<String, DateTimeFormatter> maker) {
    Map<String, DateTimeFormatter> known = new ConcurrentHashMap<>();
    return pattern -> {
      DateTimeFormatter format = known.get(pattern);
      if (format == null) {
        format = maker.apply(pattern);
        // A pattern may come from the events: not one for each of them is to be kept.
        if (known.size() < MOST_KEPT) {
          known.put(pattern, format);
        }
      }
      return format;
    };
  }
}
