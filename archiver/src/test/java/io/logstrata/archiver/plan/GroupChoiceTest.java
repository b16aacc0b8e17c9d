package io.logstrata.archiver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Layout;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GroupChoiceTest {
  @Test
  void the_filter_is_part_of_the_name_whatever_the_case_of_either() {
    assertThat(names(choose("UMMA-prod", "Umma-Production", "umma-staging")))
        .containsExactly("Umma-Production");
    // Under the Turkish rules, the lower case of I is no i.
    assertThat(names(choose("INFO", "server-info"))).containsExactly("server-info");
  }

  @Test
  void no_filter_chooses_every_group() {
    assertThat(names(choose("", "b", "a"))).containsExactly("a", "b");
  }

  @Test
  void no_match_at_all_is_a_problem() {
    assertThat(choose("umma-productoin", "umma-production").problems())
        .containsExactly(
            "no log group fits logGroupFilter \"umma-productoin\" (1 looked at): correct it, or region"
                + " and credentials");
  }

  @Test
  void globs_fit_whole_names_and_letters_as_they_are() {
    GroupSelection selection =
        new GroupSelection("", List.of("/aws/*", "umma-?"), List.of("*/test*", "umma-x"));

    assertThat(
            Stream.of("/aws/a/b", "/aws/a/test1", "/AWS/a", "umma-1", "umma-x", "umma-12", "a.b"))
        .filteredOn(selection::chooses)
        .containsExactly("/aws/a/b", "umma-1");
    assertThat(new GroupSelection("", List.of("a.b"), List.of()).chooses("axb")).isFalse();
  }

  @Test
  void two_groups_that_would_share_a_folder_are_refused_by_name() {
    GroupChoice choice = choose("", "/a/b", "a-b", "c");
    assertThat(choice.groups()).isEmpty();
    assertThat(choice.problems())
        .containsExactly(
            "the groups /a/b and a-b would share the folder a-b: exclude one of them by"
                + " exclude, and archive them into different folders");
  }

  private static GroupChoice choose(String filter, String... names) {
    List<LogGroup> all =
        Stream.of(names)
            .map(name -> new LogGroup(name, Instant.EPOCH, OptionalInt.empty()))
            .toList();
    return GroupChoice.of(all, GroupSelection.containing(filter), Layout::groupFolder);
  }

  private static List<String> names(GroupChoice choice) {
    return choice.groups().stream().map(LogGroup::name).toList();
  }
}
