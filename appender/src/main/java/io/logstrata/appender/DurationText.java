package io.logstrata.appender;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them in XML: {@code 500 ms}, {@code 10s}, {@code 5 minutes}, {@code
 * PT5S}.
 */
final class DurationText {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");

  private DurationText() {}

  static Optional<Duration> parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = NUMBER_AND_UNIT.matcher(lower);
    if (matcher.matches()) {
      return of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
    try {
      return Optional.of(Duration.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** As it could stand in the configuration: {@code 10 s}. */
  static String of(Duration duration) {
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static Optional<Duration> of(long number, String unit) {
    return switch (unit) {
      case "ms", "millis", "milliseconds", "millisecond" -> Optional.of(Duration.ofMillis(number));
      case "s", "seconds", "second" -> Optional.of(Duration.ofSeconds(number));
      case "m", "min", "minutes", "minute" -> Optional.of(Duration.ofMinutes(number));
      default -> Optional.empty();
    };
  }
}
