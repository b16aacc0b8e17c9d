package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class GroupTagsTest {
  private final GroupTags tags = new GroupTags();

  @Test
  void a_name_that_is_given_twice_is_a_problem_until_a_start_has_been_tried() {
    tags.add("team=red");
    tags.add("team=green");
    assertThat(tags.takeProblems())
        .containsExactly(
            "tag is \"team=green\": there is a tag of that name already, remove one of them");

    tags.add("team=blue");
    tags.add("env=test");

    assertThat(tags.takeProblems()).isEmpty();
    assertThat(tags.asMap()).containsExactly(entry("team", "blue"), entry("env", "test"));
  }
}
