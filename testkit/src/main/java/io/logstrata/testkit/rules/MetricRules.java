package io.logstrata.testkit.rules;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What names, units and periods of metrics may be. Source: the API model of CloudWatch. */
public final class MetricRules {
  public static final int MOST_DIMENSIONS = 30;
  private static final int MOST = 255;
  private static final int MOST_OF_VALUE = 1024;
  private static final int MINUTE = 60;
  private static final Pattern NAMESPACE = Pattern.compile("[^:].*", Pattern.DOTALL);
  private static final Set<String> UNITS =
      new TreeSet<>(
          Set.of(
              "Seconds",
              "Microseconds",
              "Milliseconds",
              "Bytes",
              "Kilobytes",
              "Megabytes",
              "Gigabytes",
              "Terabytes",
              "Bits",
              "Kilobits",
              "Megabits",
              "Gigabits",
              "Terabits",
              "Percent",
              "Count",
              "Bytes/Second",
              "Kilobytes/Second",
              "Megabytes/Second",
              "Gigabytes/Second",
              "Terabytes/Second",
              "Bits/Second",
              "Kilobits/Second",
              "Megabits/Second",
              "Gigabits/Second",
              "Terabits/Second",
              "Count/Second",
              "None"));

  private MetricRules() {}

  public static String namespace(String namespace) {
    bounded(namespace, "namespace", MOST);
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw Refusal.constraint(
          namespace, "namespace", "Member must satisfy regular expression pattern: [^:].*");
    }
    return namespace;
  }

  public static String metricName(String name) {
    return bounded(name, "metricName", MOST);
  }

  public static String dimensionName(String name) {
    return bounded(name, "dimensions.member.name", MOST);
  }

  public static String dimensionValue(String value) {
    return bounded(value, "dimensions.member.value", MOST_OF_VALUE);
  }

  public static String alarmName(String name) {
    bounded(name, "alarmName", MOST);
    if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new Refusal("ValidationError", "An alarm's name must not contain control characters.");
    }
    return name;
  }

  private static String bounded(String text, String member, int most) {
    if (text == null) {
      throw Refusal.constraint(null, member, "Member must not be null");
    }
    if (text.isEmpty()) {
      throw Refusal.constraint(text, member, "Member must have length greater than or equal to 1");
    }
    if (text.length() > most) {
      throw Refusal.constraint(
          text, member, "Member must have length less than or equal to " + most);
    }
    return text;
  }

  /** Refuses a unit that is none. */
  public static void checkUnit(String unit) {
    if (!UNITS.contains(unit)) {
      throw Refusal.constraint(unit, "unit", "Member must satisfy enum value set: " + UNITS);
    }
  }

  /** Refuses a period that no alarm may have. */
  public static void checkAlarmPeriod(int seconds) {
    if (!Set.of(10, 20, 30).contains(seconds) && (seconds <= 0 || seconds % MINUTE != 0)) {
      throw new Refusal("ValidationError", "Period must be 10, 20, 30 or a multiple of 60");
    }
  }

  /** Refuses a period that no data can be asked for. */
  public static void checkDataPeriod(int seconds) {
    if (!Set.of(1, 5, 10, 20, 30).contains(seconds) && (seconds <= 0 || seconds % MINUTE != 0)) {
      throw new Refusal(
          "ValidationError", "Period must be 1, 5, 10, 20, 30 or a multiple of 60: " + seconds);
    }
  }
}
