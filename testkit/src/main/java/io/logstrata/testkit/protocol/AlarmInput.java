package io.logstrata.testkit.protocol;

import io.logstrata.testkit.metrics.AlarmSettings;
import io.logstrata.testkit.metrics.AlarmSettings.Actions;
import io.logstrata.testkit.metrics.AlarmSettings.Condition;
import io.logstrata.testkit.metrics.AlarmSettings.Given;
import io.logstrata.testkit.metrics.Comparison;
import io.logstrata.testkit.metrics.MissingData;
import io.logstrata.testkit.metrics.Statistic;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.MetricRules;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads PutMetricAlarm, and refuses what the service refuses. Source: the API reference; where it
 * gives no wording, the message is ours.
 */
final class AlarmInput {
  private static final List<String> UNKNOWN =
      List.of(
          "Metrics",
          "ExtendedStatistic",
          "ThresholdMetricId",
          "EvaluationCriteria",
          "EvaluationInterval",
          "EvaluateLowSampleCountPercentile");
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int LONGEST_ACTION = 1024;
  private static final int MOST_ACTIONS = 5;
  private static final long WEEK_SECONDS = 604_800;
  private static final long DAY_SECONDS = 86_400;
  private static final int HOUR_SECONDS = 3600;
  private final Account account;

  AlarmInput(Account account) {
    this.account = account;
  }

  AlarmSettings settings(Input input) {
    String name = MetricRules.alarmName(input.text("AlarmName"));
    for (String member : UNKNOWN) {
      if (input.has(member)) {
        throw invalid(
            "The testkit knows alarms on one metric with a fixed threshold: not " + member + ".");
      }
    }
    Optional<String> description = input.optionalText("AlarmDescription");
    if (description.map(String::length).orElse(0) > LONGEST_DESCRIPTION) {
      throw Refusal.constraint(
          description.get(),
          "alarmDescription",
          "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
    }
    return new AlarmSettings(
        name,
        description,
        new Actions(
            input.flag("ActionsEnabled", true),
            actions(input, "OKActions"),
            actions(input, "AlarmActions"),
            actions(input, "InsufficientDataActions")),
        MetricInput.metric(input),
        MetricInput.unit(input),
        one(input, "Statistic", Statistic::of, List.of(Statistic.values()), Statistic::word),
        condition(input),
        new Given(
            input.numberBetween("DatapointsToAlarm", 1, Integer.MAX_VALUE),
            input.optionalText("TreatMissingData")));
  }

  private static Condition condition(Input input) {
    Comparison comparison =
        one(
            input,
            "ComparisonOperator",
            Comparison::of,
            List.of(Comparison.values()),
            Comparison::word);
    int periods = required(input, "EvaluationPeriods");
    int period = required(input, "Period");
    MetricRules.checkAlarmPeriod(period);
    long seconds = (long) period * periods;
    if (seconds > WEEK_SECONDS || (period < HOUR_SECONDS && seconds > DAY_SECONDS)) {
      throw invalid(
          "Metrics cannot be checked across more than "
              + (period < HOUR_SECONDS ? "a day" : "a week")
              + " (EvaluationPeriods * Period must be <= "
              + (period < HOUR_SECONDS ? DAY_SECONDS : WEEK_SECONDS)
              + ").");
    }
    int datapoints = input.numberBetween("DatapointsToAlarm", 1, Integer.MAX_VALUE).orElse(periods);
    if (datapoints > periods) {
      throw invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
    }
    double threshold =
        input
            .decimal("Threshold")
            .orElseThrow(() -> Refusal.constraint(null, "threshold", "Member must not be null"));
    String missing = input.optionalText("TreatMissingData").orElse(MissingData.MISSING.word());
    return new Condition(
        comparison,
        threshold,
        period,
        periods,
        datapoints,
        MissingData.of(missing)
            .orElseThrow(
                () -> invalid("Option " + missing + " is not supported for TreatMissingData.")));
  }

  private static int required(Input input, String member) {
    OptionalInt number = input.numberBetween(member, 1, Integer.MAX_VALUE);
    return number.orElseThrow(() -> Refusal.constraint(null, member, "Member must not be null"));
  }

  private static <T> T one(
      Input input,
      String member,
      Function<String, Optional<T>> reader,
      List<T> all,
      Function<T, String> word) {
    String text = input.requiredText(member);
    return reader
        .apply(text)
        .orElseThrow(
            () ->
                Refusal.constraint(
                    text,
                    member,
                    "Member must satisfy enum value set: " + all.stream().map(word).toList()));
  }

  private List<String> actions(Input input, String member) {
    List<String> actions = input.texts(member);
    if (actions.size() > MOST_ACTIONS) {
      throw Refusal.constraint(
          actions, member, "Member must have length less than or equal to " + MOST_ACTIONS);
    }
    for (String action : actions) {
      String[] parts = action.split(":", -1);
      if (action.length() > LONGEST_ACTION || parts.length < 6 || !parts[0].equals("arn")) {
        throw invalid("Invalid arn syntax: " + action);
      }
      if (parts[2].equals("sns") && !parts[3].equals(account.region())) {
        throw invalid(
            "Invalid region "
                + parts[3]
                + " specified. Only "
                + account.region()
                + " is supported.");
      }
    }
    return actions;
  }

  static Refusal invalid(String message) {
    return new Refusal("ValidationError", message);
  }
}
