package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupChoice;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The groups that a run is about.
 *
 * @param all every group of the account and region
 * @param accountId whose they are, when the service says so
 */
public record ChosenGroups(List<LogGroup> groups, List<LogGroup> all, Optional<String> accountId) {
  public ChosenGroups {
    groups = List.copyOf(groups);
    all = List.copyOf(all);
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
    GroupChoice choice = GroupChoice.of(groups.get().groups(), selection, Layout::groupFolder);
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
            new ChosenGroups(choice.groups(), groups.get().groups(), groups.get().accountId()))
        : Answer.refused(String.join("; ", problems));
  }
}
