package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.AlarmState;
import io.logstrata.testkit.metrics.AlarmDesk;
import io.logstrata.testkit.metrics.AlarmSettings;
import io.logstrata.testkit.metrics.MetricAlarm;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.MetricRules;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** CloudWatch's alarms and their tags. */
final class AlarmOperations {
  private static final Set<String> STATES =
      new TreeSet<>(Set.of("OK", "ALARM", "INSUFFICIENT_DATA"));
  private static final Set<String> TYPES = new TreeSet<>(Set.of("CompositeAlarm", "MetricAlarm"));
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_REASON = 1023;
  private final AlarmDesk desk;
  private final Account account;

  AlarmOperations(AlarmDesk desk, Account account) {
    this.desk = desk;
    this.account = account;
  }

  Map<String, Operation> all() {
    return Map.of(
        "PutMetricAlarm", this::put,
        "DescribeAlarms", this::describe,
        "DeleteAlarms", this::delete,
        "SetAlarmState", this::setState,
        "TagResource", this::tag,
        "UntagResource", this::untag,
        "ListTagsForResource", this::listTags);
  }

  private void put(Input input, ObjectNode answer) {
    AlarmSettings settings = new AlarmInput(account).settings(input);
    desk.put(account.alarmArn(settings.name()), settings, MetricInput.tags(input));
  }

  private void describe(Input input, ObjectNode answer) {
    for (String member : List.of("ChildrenOfAlarmName", "ParentsOfAlarmName")) {
      if (input.has(member)) {
        throw AlarmInput.invalid("The testkit knows no composite alarms: not " + member + ".");
      }
    }
    List<String> names = names(input);
    Optional<String> prefix = input.optionalText("AlarmNamePrefix");
    if (!names.isEmpty() && prefix.isPresent()) {
      throw new Refusal(
          "InvalidParameterCombinationException",
          "AlarmNames and AlarmNamePrefix are mutually exclusive.");
    }
    Optional<String> state = oneOf(input.optionalText("StateValue"), "stateValue", STATES);
    Optional<String> action = input.optionalText("ActionPrefix");
    List<String> types = input.texts("AlarmTypes");
    types.forEach(type -> oneOf(Optional.of(type), "alarmTypes", TYPES));
    boolean metricAlarms = types.isEmpty() || types.contains("MetricAlarm");
    List<MetricAlarm> chosen =
        desk.alarms().stream()
            .filter(alarm -> metricAlarms)
            .filter(alarm -> names.isEmpty() || names.contains(alarm.settings().name()))
            .filter(alarm -> prefix.map(alarm.settings().name()::startsWith).orElse(true))
            .filter(alarm -> state.map(alarm.state().name()::equals).orElse(true))
            .filter(alarm -> action.map(start -> hasAction(alarm, start)).orElse(true))
            .toList();
    int most = input.numberBetween("MaxRecords", 1, 100).orElse(50);
    ArrayNode alarms = answer.putArray("MetricAlarms");
    for (MetricAlarm alarm :
        CloudWatchPaging.page(chosen, one -> one.settings().name(), input, most, answer)) {
      AlarmAnswer.show(alarms.addObject(), alarm);
    }
    if (types.contains("CompositeAlarm")) {
      answer.putArray("CompositeAlarms");
    }
  }

  private static boolean hasAction(MetricAlarm alarm, String start) {
    AlarmSettings.Actions actions = alarm.settings().actions();
    return Stream.of(actions.ok(), actions.alarm(), actions.insufficientData())
        .flatMap(List::stream)
        .anyMatch(action -> action.startsWith(start));
  }

  private static List<String> names(Input input) {
    List<String> names = input.texts("AlarmNames");
    if (names.size() > MOST_NAMES) {
      throw Refusal.constraint(
          "[" + names.size() + " names]",
          "alarmNames",
          "Member must have length less than or equal to " + MOST_NAMES);
    }
    names.forEach(MetricRules::alarmName);
    return names;
  }

  private static Optional<String> oneOf(Optional<String> text, String member, Set<String> all) {
    if (text.isPresent() && !all.contains(text.get())) {
      throw Refusal.constraint(text.get(), member, "Member must satisfy enum value set: " + all);
    }
    return text;
  }

  private void delete(Input input, ObjectNode answer) {
    if (!input.has("AlarmNames")) {
      throw Refusal.constraint(null, "alarmNames", "Member must not be null");
    }
    List<String> missing = names(input).stream().filter(name -> desk.find(name).isEmpty()).toList();
    names(input).forEach(desk::delete);
    if (!missing.isEmpty()) {
      throw new Refusal(404, "ResourceNotFound", "Unknown alarms: " + missing);
    }
  }

  private void setState(Input input, ObjectNode answer) {
    String name = MetricRules.alarmName(input.text("AlarmName"));
    String state =
        oneOf(Optional.of(input.requiredText("StateValue")), "stateValue", STATES).orElseThrow();
    String reason = input.requiredText("StateReason");
    if (reason.length() > LONGEST_REASON) {
      throw Refusal.constraint(
          reason, "stateReason", "Member must have length less than or equal to " + LONGEST_REASON);
    }
    MetricAlarm alarm =
        desk.find(name)
            .orElseThrow(() -> new Refusal(404, "ResourceNotFound", "Unknown alarm: " + name));
    desk.set(alarm, AlarmState.valueOf(state), reason);
  }

  private void tag(Input input, ObjectNode answer) {
    if (!input.has("Tags")) {
      throw Refusal.constraint(null, "tags", "Member must not be null");
    }
    tagged(input).tag(MetricInput.tags(input));
  }

  private void untag(Input input, ObjectNode answer) {
    if (!input.has("TagKeys")) {
      throw Refusal.constraint(null, "tagKeys", "Member must not be null");
    }
    tagged(input).untag(input.texts("TagKeys"));
  }

  private void listTags(Input input, ObjectNode answer) {
    ArrayNode tags = answer.putArray("Tags");
    tagged(input)
        .tags()
        .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
  }

  private MetricAlarm tagged(Input input) {
    String arn = input.requiredText("ResourceARN");
    String prefix = account.alarmArn("");
    return Optional.of(arn)
        .filter(text -> text.startsWith(prefix))
        .flatMap(text -> desk.find(text.substring(prefix.length())))
        .orElseThrow(
            () -> new Refusal(404, "ResourceNotFoundException", "Unknown resource: " + arn));
  }
}
