package io.logstrata.archiver.archive;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Collections.unmodifiableSortedSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a listing says of a group's days.
 *
 * @param done how many records of its own each day has that is noted to be final and whole; of
 *     several notes of one generation, the one with the fewest holds, so that none hides late
 *     events
 * @param adopted the days that were taken over from an older archive
 * @param settled the creation times of groups of that name before which nothing more will be found
 * @param withoutManifest the days that are noted to be done or adopted by a manifest that is not
 *     there any more; none of them is done, though an earlier one may be there
 * @param zones whose calendar the days are noted to be of; more than one when two runs disagreed,
 *     or when the first of them archived nothing: then the manifests tell
 * @param archived the days that have a manifest, whatever it says
 */
public record GroupNotes(
    Map<LocalDate, RecordCount> done,
    Set<LocalDate> adopted,
    Set<Instant> settled,
    SortedMap<LocalDate, LostManifest> withoutManifest,
    Set<ZoneId> zones,
    SortedSet<LocalDate> archived) {
  public static final GroupNotes NONE =
      new GroupNotes(Map.of(), Set.of(), Set.of(), new TreeMap<>(), Set.of(), new TreeSet<>());

  public GroupNotes {
    done = Map.copyOf(done);
    adopted = Set.copyOf(adopted);
    settled = Set.copyOf(settled);
    withoutManifest = unmodifiableSortedMap(new TreeMap<>(withoutManifest));
    zones = Set.copyOf(zones);
    archived = unmodifiableSortedSet(new TreeSet<>(archived));
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
