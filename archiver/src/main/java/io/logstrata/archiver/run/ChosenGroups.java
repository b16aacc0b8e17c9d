package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupChoice;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The groups that a run is about.
 *
 * @param all every group of the account and region
 * @param accountId whose they are, when the service says so
 * @param gone names of groups that fit, and that the archive has and the service no longer; only
 *     known to those who look at the archive
 */
public record ChosenGroups(
    List<LogGroup> groups, List<LogGroup> all, Optional<String> accountId, List<String> gone) {
  public ChosenGroups {
    groups = List.copyOf(groups);
    all = List.copyOf(all);
    gone = List.copyOf(gone);
  }

  /**
   * Asks the service for its groups and chooses; refused when there is none, or when two would
   * share a folder.
   */
  public static Answer<ChosenGroups> of(LogSource source, GroupSelection selection)
      throws InterruptedException {
    Answer<LogSource.Groups> groups = source.groups();
    return groups.given() ? of(groups.get(), selection) : groups.withoutValue();
  }

  private static Answer<ChosenGroups> of(LogSource.Groups groups, GroupSelection selection) {
    GroupChoice choice = GroupChoice.of(groups.groups(), selection, Layout::groupFolder);
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
        ? Answer.of(
            new ChosenGroups(choice.groups(), groups.groups(), groups.accountId(), List.of()))
        : Answer.refused(String.join("; ", problems));
  }

  /**
   * The same for those who look at the archive; refused as well when the folder of a chosen group
   * holds another group's archive, which must not be taken for its own.
   *
   * @param roll which groups the archive has had
   */
  public static Answer<ChosenGroups> inArchive(
      LogSource source, GroupSelection selection, GroupRoll roll) throws InterruptedException {
    return inArchive(source, selection, roll, false);
  }

  /**
   * The same for those who read the archive: that the service has none of the groups any more is no
   * reason to refuse, as long as the archive has one.
   *
   * @param roll which groups the archive has had
   */
  public static Answer<ChosenGroups> thereOrGone(
      LogSource source, GroupSelection selection, GroupRoll roll) throws InterruptedException {
    return inArchive(source, selection, roll, true);
  }

  private static Answer<ChosenGroups> inArchive(
      LogSource source, GroupSelection selection, GroupRoll roll, boolean goneWillDo)
      throws InterruptedException {
    Answer<LogSource.Groups> answer = source.groups();
    if (!answer.given()) {
      return answer.withoutValue();
    }
    LogSource.Groups there = answer.get();
    try {
      Set<String> known = roll.names();
      List<String> gone = GroupRoll.vanished(selection, there.groups(), known);
      boolean onlyGone =
          goneWillDo
              && !gone.isEmpty()
              && there.groups().stream().noneMatch(group -> selection.chooses(group.name()));
      if (onlyGone) {
        return Answer.of(new ChosenGroups(List.of(), there.groups(), there.accountId(), gone));
      }
      Answer<ChosenGroups> chosen = of(there, selection);
      if (!chosen.given()) {
        return chosen;
      }
      List<LogGroup> groups = chosen.get().groups();
      List<String> strangers = GroupRoll.strangersFolders(groups, known);
      return strangers.isEmpty()
          ? Answer.of(new ChosenGroups(groups, there.groups(), there.accountId(), gone))
          : Answer.refused(String.join("; ", strangers));
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }
}
