package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is to do about an alarm. */
final class AlarmPlan {
  // API reference, PutMetricAlarm: AlarmActions.
  private static final int MOST_ACTIONS = 5;

  private AlarmPlan() {}

  static Item of(DeclaredAlarm alarm, Actual actual) {
    Thing thing = Thing.alarm(alarm.name());
    Set<Thing> needs =
        Set.of(Thing.filter(alarm.logGroup(), alarm.filterName()), Thing.topic(alarm.topic()));
    List<Step> steps = List.of(new Step.PutAlarm(alarm));
    Actual.Alarm there = actual.alarms().get(alarm.name());
    if (there == null) {
      return Item.create(thing, created(alarm), steps, needs);
    }
    String topicArn =
        Optional.ofNullable(actual.topics().get(alarm.topic())).map(Actual.Topic::arn).orElse("");
    List<String> others =
        there.actions().stream().filter(action -> !action.equals(topicArn)).toList();
    List<Difference> differences = differences(alarm, there, topicArn);
    if (others.size() >= MOST_ACTIONS) {
      return Item.cannot(
          thing,
          differences,
          "has five actions already, and takes no more: remove one of " + others);
    }
    return Item.compared(thing, differences, steps, needs)
        .remarked(
            others.isEmpty() ? "" : "tells, undeclared, and left so: " + String.join(", ", others));
  }

  private static List<Difference> created(DeclaredAlarm alarm) {
    String none = Difference.NONE;
    return new Differences()
        .compare("metric", none, metric(alarm))
        .compare("threshold", none, Numbers.plain(alarm.threshold()))
        .compare("period", none, alarm.period().toString())
        .compare("periods", none, Integer.toString(alarm.periods()))
        .compare("missingData", none, alarm.missingData().text())
        .compare("topic", none, alarm.topic())
        .found();
  }

  private static List<Difference> differences(
      DeclaredAlarm alarm, Actual.Alarm there, String topicArn) {
    return new Differences()
        .compare("metric", there.metric(), metric(alarm))
        .compare("statistic", there.statistic(), DeclaredAlarm.STATISTIC)
        .compare("comparison", there.comparison(), DeclaredAlarm.COMPARISON)
        .compare("threshold", Numbers.plain(there.threshold()), Numbers.plain(alarm.threshold()))
        .compare(
            "period",
            Duration.ofSeconds(there.periodSeconds()).toString(),
            alarm.period().toString())
        .compare("periods", Integer.toString(there.periods()), Integer.toString(alarm.periods()))
        .compare(
            "datapoints to alarm",
            there.datapointsToAlarm() == there.periods()
                ? Integer.toString(alarm.periods())
                : Integer.toString(there.datapointsToAlarm()),
            Integer.toString(alarm.periods()))
        .compare("missingData", there.missingData(), alarm.missingData().text())
        .compare("actions", there.enabled() ? "on" : "off", "on")
        .compare(
            "topic",
            there.actions().contains(topicArn) ? alarm.topic() : names(there.actions()),
            alarm.topic())
        .found();
  }

  private static String metric(DeclaredAlarm alarm) {
    return alarm.metricNamespace() + "/" + alarm.metricName();
  }

  private static String names(List<String> arns) {
    return arns.isEmpty()
        ? Difference.NONE
        : arns.stream()
            .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
            .collect(Collectors.joining(", "));
  }
}
