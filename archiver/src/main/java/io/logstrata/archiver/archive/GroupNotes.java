package io.logstrata.archiver.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What a listing says of a group's days.
 *
 * @param done how many records of its own each day has that is noted to be final and whole
 * @param settled the creation times of groups of that name before which nothing more will be found
 */
public record GroupNotes(Map<LocalDate, RecordCount> done, Set<Instant> settled) {
  public static final GroupNotes NONE = new GroupNotes(Map.of(), Set.of());

  public GroupNotes {
    done = Map.copyOf(done);
    settled = Set.copyOf(settled);
  }

  public boolean isDone(LocalDate day) {
    return done.containsKey(day);
  }

  /** Whether it is known that no more events will be found of days before this creation. */
  public boolean isSettledBefore(Instant creation) {
    return settled.contains(creation);
  }
}
