package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Manifest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a group's archive to one calendar. A day is known by its date: where the zone changed, the
 * hours between the last day of the one calendar and the first of the other would be in neither,
 * and nobody would notice.
 */
public final class GroupZone {
  private final Archive archive;
  private final ZoneId zone;

  /**
   * Compares with one zone.
   *
   * @param zone whose calendar days are to be archived
   */
  public GroupZone(Archive archive, ZoneId zone) {
    this.archive = requireNonNull(archive, "archive");
    this.zone = requireNonNull(zone, "zone");
  }

  /** Whether a note says that the group's days are the zone's, by whichever name. */
  static boolean isNoted(ZoneId zone, GroupNotes notes) {
    return notes.zones().stream().anyMatch(noted -> noted.getRules().equals(zone.getRules()));
  }

  /**
   * Why the group's days cannot be archived by this zone, and what to do; empty when they can.
   *
   * @throws IOException when the bucket cannot be read
   */
  public Optional<String> problem(String group, GroupNotes notes) throws IOException {
    return known(group, notes).stream()
        .filter(other -> !other.getRules().equals(zone.getRules()))
        .findFirst()
        .map(
            other ->
                "the archive of the group "
                    + group
                    + " has the days of the zone "
                    + other
                    + ", and zone is "
                    + zone
                    + ": set zone to "
                    + other
                    + ", or give another logFolderName, since hours between two calendars would be"
                    + " in no day");
  }

  private Set<ZoneId> known(String group, GroupNotes notes) throws IOException {
    if (notes.archived().isEmpty()) {
      // A note was made by a run that then archived nothing; nobody is bound by it.
      return Set.of();
    }
    if (notes.zones().size() == 1) {
      return notes.zones();
    }
    try {
      return archive.newest(group, notes.archived().last()).stream()
          .map(Manifest::window)
          .map(window -> window.zone())
          .collect(Collectors.toSet());
    } catch (DamagedObjectException e) {
      // What is wrong with it is for verify to say, and no reason to archive nothing more.
      return Set.of();
    }
  }
}
