package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupChoice;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups that a run is about.
 *
 * @param all every group of the account and region
 * @param accountId whose they are, when the service says so
 * @param gone names of chosen groups that the archive has, and the service no longer; only where
 *     the archive was asked
 */
public record ChosenGroups(
    List<LogGroup> groups, List<LogGroup> all, Optional<String> accountId, List<String> gone) {
  public ChosenGroups {
    groups = List.copyOf(groups);
    all = List.copyOf(all);
    gone = List.copyOf(gone);
  }

  /**
   * Asks the service for its groups and the archive for those that are gone, and chooses; refused
   * when there is none of either, or when two would share a folder.
   */
  public static Answer<ChosenGroups> ofArchive(
      LogSource source, GroupSelection selection, ArchiveStore store, Layout layout)
      throws InterruptedException {
    Answer<LogSource.Groups> groups = source.groups();
    if (!groups.given()) {
      return groups.withoutValue();
    }
    List<LogGroup> all = groups.get().groups();
    try {
      List<String> gone = GroupRoll.vanished(selection, all, new GroupRoll(store, layout).names());
      return choose(groups.get(), selection, gone);
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  /**
   * Asks the service for its groups and chooses; refused when there is none, or when two would
   * share a folder.
   */
  public static Answer<ChosenGroups> of(LogSource source, GroupSelection selection)
      throws InterruptedException {
    Answer<LogSource.Groups> groups = source.groups();
    if (!groups.given()) {
      return groups.withoutValue();
    }
    return choose(groups.get(), selection, List.of());
  }

  private static Answer<ChosenGroups> choose(
      LogSource.Groups groups, GroupSelection selection, List<String> gone) {
    List<LogGroup> all = groups.groups();
    if (!gone.isEmpty() && all.stream().noneMatch(group -> selection.chooses(group.name()))) {
      return Answer.of(new ChosenGroups(List.of(), all, groups.accountId(), gone));
    }
    GroupChoice choice = GroupChoice.of(all, selection, Layout::groupFolder);
    List<String> problems = new ArrayList<>(choice.problems());
    choice.groups().stream()
        .map(LogGroup::name)
        .filter(Layout::isReserved)
        .forEach(
            name ->
                problems.add(
                    "the group "
                        + name
                        + " would lie where the archive keeps its notes: name it in exclude"));
    return problems.isEmpty()
        ? Answer.of(new ChosenGroups(choice.groups(), all, groups.accountId(), gone))
        : Answer.refused(String.join("; ", problems));
  }
}
