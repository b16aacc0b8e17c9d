package io.logstrata.archiver.archive;

import static java.util.Collections.unmodifiableSortedMap;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a listing says of a group's days.
 *
 * @param done how many records of its own each day has that is noted to be final and whole
 * @param adopted the days that were taken over from an older archive
 * @param settled the creation times of groups of that name before which nothing more will be found
 * @param withoutManifest the generation of each day that is noted to be done, and whose manifest of
 *     that generation is not there any more
 */
public record GroupNotes(
    Map<LocalDate, RecordCount> done,
    Set<LocalDate> adopted,
    Set<Instant> settled,
    SortedMap<LocalDate, Integer> withoutManifest) {
  public static final GroupNotes NONE =
      new GroupNotes(Map.of(), Set.of(), Set.of(), new TreeMap<>());

  public GroupNotes {
    done = Map.copyOf(done);
    adopted = Set.copyOf(adopted);
    settled = Set.copyOf(settled);
    withoutManifest = unmodifiableSortedMap(new TreeMap<>(withoutManifest));
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
