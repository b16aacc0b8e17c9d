package io.logstrata.archiver.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * What a listing says of a group's days.
 *
 * @param done how many records of its own each day has that is noted to be final and whole
 * @param adopted the days that were taken over from an older archive
 * @param settled the creation times of groups of that name before which nothing more will be found
 */
public record GroupNotes(
    Map<LocalDate, RecordCount> done, Set<LocalDate> adopted, Set<Instant> settled) {
  public static final GroupNotes NONE = new GroupNotes(Map.of(), Set.of(), Set.of());

  public GroupNotes {
    done = Map.copyOf(done);
    adopted = Set.copyOf(adopted);
    settled = Set.copyOf(settled);
  }

  public boolean isDone(LocalDate day) {
    return done.containsKey(day);
  }

  public boolean isAdopted(LocalDate day) {
    return adopted.contains(day);
  }

  /** Whether it is known that no more events will be found of days before this creation. */
  public boolean isSettledBefore(Instant creation) {
    return settled.contains(creation);
  }
}
