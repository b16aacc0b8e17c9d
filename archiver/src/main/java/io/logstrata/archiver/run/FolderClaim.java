package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.LogGroup;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a folder of an older archive is of a group. The folder does not prove it: {@code /a/b} and
 * {@code a-b} have the same.
 *
 * @param known the group, when the service has it now
 * @param named whether the caller gave the name, and so vouches for times when the service had no
 *     such group
 */
record FolderClaim(String group, Optional<LogGroup> known, boolean named) {
  FolderClaim {
    requireNonNull(group, "group");
    requireNonNull(known, "known");
  }

  /** The claim of a group by name, whether the service has it or not. */
  static FolderClaim byName(String group, List<LogGroup> all) {
    return new FolderClaim(
        group, all.stream().filter(each -> each.name().equals(group)).findFirst(), true);
  }

  /**
   * Why the folder may be another group's, with a remedy; empty when nothing speaks for that.
   *
   * @param all every group that the service has
   * @param archived the names of all groups that the archive has
   */
  Optional<String> doubt(List<LogGroup> all, Set<String> archived) {
    if (Layout.isReserved(group)) {
      return Optional.of(
          "the group " + group + " would lie where the archive keeps its notes: it has no folder");
    }
    Optional<String> twin =
        GroupRoll.sharing(group, all.stream().map(LogGroup::name).toList()).findFirst();
    if (twin.isPresent()) {
      return Optional.of(
          "the groups "
              + group
              + " and "
              + twin.get()
              + " share a folder, and nobody can say whose objects lie in it: copy the tasks of"
              + " each below a logFolderName of its own, and adopt them there with --group");
    }
    return GroupRoll.sharing(group, archived)
        .findFirst()
        .map(
            other ->
                "the folder of the group "
                    + group
                    + " holds the archive of the group "
                    + other
                    + ": if the old days are that one's, give --group "
                    + other);
  }

  /** Why the day may be another group's, with a remedy; empty when nothing speaks for that. */
  Optional<String> doubt(DayWindow window) {
    if (named || known.isEmpty() || window.to().isAfter(known.get().oldestPossible())) {
      return Optional.empty();
    }
    return Optional.of(
        "the log group was created on "
            + known.get().created()
            + ", so that an earlier group exported this day: if it had the same name, say so by"
            + " --group "
            + group);
  }
}
