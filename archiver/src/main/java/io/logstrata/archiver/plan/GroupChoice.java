package io.logstrata.archiver.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which groups a run covers, or why none can be.
 *
 * @param groups the chosen groups by name; empty when there are problems
 * @param problems what is wrong with the choice, each with its remedy
 */
public record GroupChoice(List<LogGroup> groups, List<String> problems) {
  public GroupChoice {
    groups = List.copyOf(groups);
    problems = List.copyOf(problems);
  }

  /**
   * Chooses the groups that are wanted.
   *
   * @param folderOf the folder in the archive that a group's name leads to; two chosen groups must
   *     not share one
   */
  public static GroupChoice of(
      List<LogGroup> all, GroupSelection selection, UnaryOperator<String> folderOf) {
    List<LogGroup> chosen =
        all.stream()
            .filter(group -> selection.chooses(group.name()))
            .sorted(Comparator.comparing(LogGroup::name))
            .toList();
    if (chosen.isEmpty()) {
      return new GroupChoice(List.of(), List.of(noneMatches(all, selection)));
    }
    List<String> problems = sharedFolders(chosen, folderOf);
    return new GroupChoice(problems.isEmpty() ? chosen : List.of(), problems);
  }

  private static String noneMatches(List<LogGroup> all, GroupSelection selection) {
    return all.isEmpty()
        ? "there is no log group at all: check region and credentials"
        : "no log group fits "
            + selection
            + " ("
            + all.size()
            + " looked at): correct it, or region and credentials";
  }

  private static List<String> sharedFolders(List<LogGroup> chosen, UnaryOperator<String> folderOf) {
    Map<String, List<String>> namesByFolder = new LinkedHashMap<>();
    for (LogGroup group : chosen) {
      namesByFolder
          .computeIfAbsent(folderOf.apply(group.name()), folder -> new ArrayList<>())
          .add(group.name());
    }
    List<String> problems = new ArrayList<>();
    namesByFolder.forEach(
        (folder, names) -> {
          if (names.size() > 1) {
            problems.add(
                "the groups "
                    + String.join(" and ", names)
                    + " would share the folder "
                    + folder
                    + ": exclude one of them by exclude, and archive them into different folders");
          }
        });
    return problems;
  }
}
