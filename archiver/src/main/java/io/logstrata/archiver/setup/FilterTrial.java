package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.insights.evaluate.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Runs an alarm's filter over sample messages, in memory. */
public final class FilterTrial {
  private FilterTrial() {}

  /**
   * The messages, counted from 0, that the alarm would count.
   *
   * @param at when all of them happened, for filters that ask for the time
   */
  public static Set<Integer> matches(DeclaredAlarm alarm, List<String> messages, Instant at) {
    Predicate<Event> filter = alarm.filter().toPredicate();
    Set<Integer> matched = new TreeSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Event event = Event.builder(at, messages.get(i)).logGroup(alarm.logGroup()).build();
      if (filter.test(event)) {
        matched.add(i);
      }
    }
    return matched;
  }
}
