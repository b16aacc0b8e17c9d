package io.logstrata.testkit.metrics;

import static java.util.stream.Collectors.joining;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The service's words for why an alarm is in its state, as its notifications show them. */
final class AlarmReason {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AlarmReason() {}

  static String breached(
      AlarmSettings.Condition condition, List<Datapoint> points, long breaching) {
    return crossed(
        condition, points, breaching, true, condition.datapointsToAlarm(), "OK -> ALARM");
  }

  static String notBreached(AlarmSettings.Condition condition, List<Datapoint> points, long fine) {
    int enough = condition.periods() - condition.datapointsToAlarm() + 1;
    return crossed(condition, points, fine, false, enough, "ALARM -> OK");
  }

  private static String crossed(
      AlarmSettings.Condition condition,
      List<Datapoint> points,
      long howMany,
      boolean breaching,
      int enough,
      String transition) {
    List<Datapoint> meant =
        points.stream().filter(point -> condition.breachedBy(point.value()) == breaching).toList();
    return "Threshold Crossed: %d out of the last %s %s %s %s the threshold (%s) (minimum %s for %s transition)."
        .formatted(
            howMany,
            datapoints(condition.periods()),
            shown(meant),
            howMany == 1 ? "was" : "were",
            (breaching ? "" : "not ") + condition.comparison().phrase(),
            condition.threshold(),
            datapoints(enough),
            transition);
  }

  private static String shown(List<Datapoint> points) {
    return points.stream()
        .map(point -> point.value() + " (" + TIME.format(point.at()) + ")")
        .collect(joining(", ", "[", "]"));
  }

  static String filled(AlarmSettings.Condition condition, List<Datapoint> points, int missing) {
    String treated =
        "%d missing %s treated as [%s]."
            .formatted(
                missing,
                missing == 1 ? "datapoint was" : "datapoints were",
                condition.missingData().inReason());
    if (points.isEmpty()) {
      return "Threshold Crossed: no datapoints were received for %s and %s"
          .formatted(missing == 1 ? "1 period" : missing + " periods", treated);
    }
    return "Threshold Crossed: %s %s received and %s"
        .formatted(shown(points), points.size() == 1 ? "was" : "were", treated);
  }

  static String unknown(int periods) {
    return "Insufficient Data: %s unknown."
        .formatted(periods == 1 ? "1 datapoint was" : periods + " datapoints were");
  }

  private static String datapoints(int howMany) {
    return howMany == 1 ? "1 datapoint" : howMany + " datapoints";
  }
}
