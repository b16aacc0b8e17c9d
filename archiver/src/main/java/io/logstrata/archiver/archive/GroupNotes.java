package io.logstrata.archiver.archive;

import static java.util.Collections.unmodifiableSortedSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a listing says of a group's days.
 *
 * @param done how many records of its own each day has that is noted to be final and whole
 * @param settled the creation times of groups of that name before which nothing more will be found
 * @param zones whose calendar the days are noted to be of; never more than one, unless two runs
 *     disagreed
 * @param archived the days that have a manifest, whatever it says
 */
public record GroupNotes(
    Map<LocalDate, RecordCount> done,
    Set<Instant> settled,
    Set<ZoneId> zones,
    SortedSet<LocalDate> archived) {
  public static final GroupNotes NONE =
      new GroupNotes(Map.of(), Set.of(), Set.of(), new TreeSet<>());

  public GroupNotes {
    done = Map.copyOf(done);
    settled = Set.copyOf(settled);
    zones = Set.copyOf(zones);
    archived = unmodifiableSortedSet(new TreeSet<>(archived));
  }

  public boolean isDone(LocalDate day) {
    return done.containsKey(day);
  }

  /** Whether it is known that no more events will be found of days before this creation. */
  public boolean isSettledBefore(Instant creation) {
    return settled.contains(creation);
  }
}
