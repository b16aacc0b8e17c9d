package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.LogClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What there is to do about the metric filter of an alarm. */
final class FilterPlan {
  private static final String NO_UNIT = "None";

  private FilterPlan() {}

  static Item of(DeclaredAlarm alarm, Actual actual) {
    Thing thing = Thing.filter(alarm.logGroup(), alarm.filterName());
    Set<Thing> needs = Set.of(Thing.group(alarm.logGroup()));
    Actual.Group group = actual.groups().get(alarm.logGroup());
    Actual.Filter there = group == null ? null : group.filters().get(alarm.filterName());
    List<Difference> differences = differences(alarm, there);
    if (group != null && !group.logClass().equals(LogClass.STANDARD.name())) {
      return Item.cannot(
          thing,
          differences,
          "the group is of the class "
              + group.logClass()
              + ", which has no metric filters: choose another group for the alarm "
              + alarm.name());
    }
    List<Step> steps = List.of(new Step.PutFilter(alarm));
    return there == null
        ? Item.create(thing, differences, steps, needs)
        : Item.compared(thing, differences, steps, needs)
            .remarked(
                there.undeclared().isEmpty()
                    ? ""
                    : "has, undeclared, and left so: " + String.join(", ", there.undeclared()));
  }

  private static List<Difference> differences(DeclaredAlarm alarm, Actual.Filter there) {
    boolean none = there == null;
    Differences differences =
        new Differences()
            .compare("pattern", none ? Difference.NONE : there.pattern(), alarm.filter().pattern())
            .compare(
                "metric",
                none ? Difference.NONE : there.metricNamespace() + "/" + there.metricName(),
                alarm.metricNamespace() + "/" + alarm.metricName())
            .compare("value", none ? Difference.NONE : there.value(), DeclaredAlarm.METRIC_VALUE);
    if (!none) {
      differences
          // A default of 0 counts nothing, and is left as it is.
          .compare(
              "default value",
              there
                  .defaultValue()
                  .filter(value -> value != 0)
                  .map(Numbers::plain)
                  .orElse(Difference.NONE),
              Difference.NONE)
          .compare("unit", there.unit(), NO_UNIT)
          .compare(
              "dimensions",
              there.dimensions().isEmpty()
                  ? Difference.NONE
                  : new TreeMap<>(there.dimensions()).toString(),
              Difference.NONE);
    }
    return differences.found();
  }

  /** Metric filters that nobody declared, at the groups that are declared as ours. */
  static List<Item> foreign(Declaration declaration, Actual actual) {
    List<Item> items = new ArrayList<>();
    for (DeclaredGroup group : declaration.logGroups()) {
      if (!group.foreign() && actual.groups().containsKey(group.name())) {
        for (String name :
            actual.groups().get(group.name()).filters().keySet().stream().sorted().toList()) {
          boolean declared =
              declaration.alarms().stream()
                  .anyMatch(
                      alarm ->
                          alarm.logGroup().equals(group.name()) && alarm.filterName().equals(name));
          if (!declared) {
            items.add(
                Item.foreign(Thing.filter(group.name(), name), "is not declared: left alone"));
          }
        }
      }
    }
    return items;
  }
}
