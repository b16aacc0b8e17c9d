package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all groups that the archive has ever had, known by a listing. */
final class GroupRoll {
  private final ArchiveStore store;
  private final Layout layout;

  GroupRoll(ArchiveStore store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  Set<String> names() throws IOException {
    try {
      return store.list(layout.rollPrefix()).stream()
          .flatMap(object -> layout.rollName(object.key()).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (FileNotFoundException e) {
      // No bucket yet.
      return Set.of();
    }
  }

  /** Notes the groups, before the first of their days is written. */
  void add(List<LogGroup> groups, Set<String> known) throws IOException {
    for (LogGroup group : groups) {
      if (!known.contains(group.name())) {
        add(group.name());
      }
    }
  }

  void add(String group) throws IOException {
    store.putIfAbsent(layout.rollKey(group), new byte[0]);
  }

  /** Groups that would write into the folder of another one, which an earlier run archived. */
  static List<String> strangersFolders(List<LogGroup> chosen, Set<String> known) {
    return chosen.stream()
        .map(LogGroup::name)
        .flatMap(
            group ->
                sharing(group, known)
                    .map(
                        name ->
                            "the folder of the group "
                                + group
                                + " holds the archive of the group "
                                + name
                                + ": give it another logFolderName, or exclude it"))
        .toList();
  }

  /** The names, but the group's own, that lead to the group's folder. */
  static Stream<String> sharing(String group, Collection<String> names) {
    return names.stream()
        .filter(name -> !name.equals(group))
        .filter(name -> Layout.groupFolder(name).equals(Layout.groupFolder(group)));
  }

  /** Groups that the archive has, and the service no longer. */
  static List<String> vanished(GroupSelection selection, List<LogGroup> there, Set<String> known) {
    Set<String> names = there.stream().map(LogGroup::name).collect(Collectors.toSet());
    return known.stream().filter(selection::chooses).filter(name -> !names.contains(name)).toList();
  }
}
