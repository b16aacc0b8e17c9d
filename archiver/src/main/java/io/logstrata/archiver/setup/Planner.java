package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what is declared with what there is. */
public final class Planner {
  private Planner() {}

  /** What there is to do; nothing that is not declared, and nothing deleted. */
  public static Plan plan(Declaration declaration, Actual actual) {
    List<Item> items = new ArrayList<>();
    declaration.logGroups().forEach(group -> items.add(GroupPlan.of(group, actual)));
    declaration.bucket().ifPresent(bucket -> items.add(BucketPlan.of(bucket, actual)));
    declaration.topics().forEach(topic -> items.addAll(TopicPlan.of(topic, actual)));
    Map<Thing, Item> filters = new LinkedHashMap<>();
    declaration
        .alarms()
        .forEach(
            alarm -> {
              Item item = FilterPlan.of(alarm, actual);
              filters.putIfAbsent(item.thing(), item);
            });
    items.addAll(filters.values());
    items.addAll(FilterPlan.foreign(declaration, actual));
    declaration.alarms().forEach(alarm -> items.add(AlarmPlan.of(alarm, actual)));
    items.sort(Comparator.comparing(item -> item.thing().kind()));
    return new Plan(items, warnings(declaration, actual));
  }

  private static List<String> warnings(Declaration declaration, Actual actual) {
    List<String> warnings = new ArrayList<>(actual.accountRetention().notes());
    for (DeclaredAlarm alarm : declaration.alarms()) {
      for (String selector : alarm.filter().silentOnAbsent()) {
        warnings.add(
            "alarm "
                + alarm.name()
                + " never counts an event without "
                + selector
                + ", because != on an absent field is false in a filter pattern: put \""
                + selector
                + " NOT EXISTS ||\" before it, or declare \"error-special\", if such errors are to"
                + " wake somebody");
      }
    }
    return warnings;
  }
}
