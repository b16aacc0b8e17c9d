package io.logstrata.archiver.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredFilter;
import io.logstrata.archiver.setup.declare.MissingData;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes an alarm of its JSON. The limits are those of the API references of CloudWatch
 * (PutMetricAlarm) and CloudWatch Logs (PutMetricFilter).
 */
final class AlarmCheck {
  private static final List<String> MEMBERS =
      List.of(
          "name",
          "logGroup",
          "filterName",
          "filter",
          "absentStatus",
          "metricNamespace",
          "metricName",
          "threshold",
          "period",
          "periods",
          "missingData",
          "topic");
  private static final Pattern ALARM = Pattern.compile("[^\\p{Cntrl}]{1,255}");
  private static final Pattern FILTER = Pattern.compile("[^:*\\p{Cntrl}]{1,512}");
  private static final Pattern METRIC = Pattern.compile("[^:*$\\p{Cntrl}]{1,255}");
  // What the console offers first for metrics of filters, and what the replaced system has.
  private static final String DEFAULT_NAMESPACE = "LogMetrics";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final List<String> problems;

  AlarmCheck(List<String> problems) {
    this.problems = problems;
  }

  Optional<DeclaredAlarm> alarm(String place, JsonNode node) {
    final int before = problems.size();
    Members members = new Members(place, node, problems, MEMBERS);
    String name = members.required("name", "the alarm's name");
    if (isWrong(members, "name", ALARM)) {
      members.problem("name", "is no name of an alarm: 1 to 255 characters, no control characters");
    }
    final String group = members.required("logGroup", "the group whose events are counted");
    String filterName = members.required("filterName", "a name for the metric filter");
    if (isWrong(members, "filterName", FILTER)) {
      members.problem(
          "filterName", "is no name of a metric filter: 1 to 512 characters without : and *");
    }
    final Optional<DeclaredFilter> filter = new FilterCheck(members, problems).filter();
    String namespace = members.text("metricNamespace").orElse(DEFAULT_NAMESPACE);
    String metric = members.text("metricName").orElse(name);
    metric(members, "metricNamespace", namespace);
    metric(members, "metricName", metric);
    double threshold = members.number("threshold").orElse(1.0);
    if (!(threshold > 0)) {
      members.problem("threshold", "is reached without any event: give 1 or more");
    }
    Duration period = members.text("period").map(text -> period(members, text)).orElse(MINUTE);
    int periods = members.whole("periods").orElse(1);
    evaluation(members, period, periods);
    Optional<MissingData> missing =
        members.oneOf(
            "missingData",
            Stream.of(MissingData.values()).map(MissingData::text).toList(),
            List.of(MissingData.values()));
    String topic = members.required("topic", "the name of the topic that is told");
    return problems.size() > before || filter.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeclaredAlarm(
                name,
                group,
                filterName,
                filter.get(),
                namespace,
                metric,
                threshold,
                period,
                periods,
                missing.orElse(MissingData.NOT_BREACHING),
                topic));
  }

  private static boolean isWrong(Members members, String name, Pattern pattern) {
    return members.get(name).isTextual()
        && !pattern.matcher(members.get(name).textValue()).matches();
  }

  private void metric(Members members, String name, String value) {
    boolean given = members.get(name).isTextual();
    if (given && name.equals("metricNamespace") && value.startsWith("AWS/")) {
      members.problem(name, "is AWS's own: give another namespace, such as " + DEFAULT_NAMESPACE);
    } else if (given && !METRIC.matcher(value).matches()) {
      members.problem(name, "will not do: 1 to 255 characters without : * and $");
    } else if (!given
        && !members.has(name)
        && !METRIC.matcher(value).matches()
        && !value.isEmpty()) {
      problems.add(
          members.place()
              + ": \""
              + name
              + "\" is missing, and the alarm's name will not do for it: give 1 to 255 characters"
              + " without : * and $");
    }
  }

  private static Duration period(Members members, String text) {
    try {
      Duration period = Duration.parse(text);
      if (!period.isNegative()
          && !period.isZero()
          && period.equals(Duration.ofMinutes(period.toMinutes()))) {
        return period;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below, as for a part of a minute.
    }
    members.problem("period", "must be a number of whole minutes: give one such as PT1M or PT5M");
    return MINUTE;
  }

  private static void evaluation(Members members, Duration period, int periods) {
    if (periods < 1) {
      members.problem("periods", "is no number of periods: give 1 or more");
      return;
    }
    Duration most = period.compareTo(HOUR) < 0 ? DAY : WEEK;
    if (period.compareTo(most.dividedBy(periods)) > 0) {
      members.problem(
          members.has("periods") ? "periods" : "period",
          "is too long: "
              + periods
              + " periods of "
              + period
              + " may be "
              + most.toDays()
              + (most.equals(DAY) ? " day" : " days")
              + " at most");
    }
  }
}
