package io.logstrata.archiver.run;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The days of one group and how far each is.
 *
 * @param gone whether the service no longer has the group, so that nothing is due
 */
public record GroupStatus(String group, boolean gone, SortedMap<LocalDate, DayState> days) {
  public GroupStatus {
    requireNonNull(group, "group");
    days = unmodifiableSortedMap(new TreeMap<>(days));
  }

  public long count(DayState state) {
    return days.values().stream().filter(each -> each == state).count();
  }
}
