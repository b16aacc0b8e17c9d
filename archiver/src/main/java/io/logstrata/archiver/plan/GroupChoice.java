package io.logstrata.archiver.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
   * Chooses the groups whose name contains the filter, whatever the case of either.
   *
   * @param filter part of a name; empty means every group
   * @param folderOf the folder in the archive that a group's name leads to; two chosen groups must
   *     not share one
   */
  public static GroupChoice of(List<LogGroup> all, String filter, UnaryOperator<String> folderOf) {
    String wanted = filter.toLowerCase(Locale.ROOT);
    List<LogGroup> chosen =
        all.stream()
            .filter(group -> group.name().toLowerCase(Locale.ROOT).contains(wanted))
            .sorted(Comparator.comparing(LogGroup::name))
            .toList();
    if (chosen.isEmpty()) {
      return new GroupChoice(List.of(), List.of(noneMatches(all, filter)));
    }
    List<String> problems = sharedFolders(chosen, folderOf);
    return new GroupChoice(problems.isEmpty() ? chosen : List.of(), problems);
  }

  private static String noneMatches(List<LogGroup> all, String filter) {
    return all.isEmpty()
        ? "there is no log group at all: check region and credentials"
        : "no log group has a name that contains \""
            + filter
            + "\" ("
            + all.size()
            + " looked at): correct logGroupFilter, or region and credentials";
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
                    + ": narrow logGroupFilter and archive them into different folders");
          }
        });
    return problems;
  }
}
