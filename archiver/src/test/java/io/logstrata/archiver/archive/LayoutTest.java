package io.logstrata.archiver.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class LayoutTest {
  private static final LocalDate DAY = LocalDate.parse("2019-06-01");
  private final Layout layout = new Layout("backup");

  @Test
  void a_day_lies_where_the_replaced_system_put_it() {
    assertThat(layout.dayFolder("umma-production", DAY))
        .isEqualTo("backup/umma-production/2019/6/1");
    assertThat(layout.dayFolder("/aws/rds/instance/umma-db-production/error", DAY))
        .isEqualTo("backup/aws-rds-instance-umma-db-production-error/2019/6/1");
    assertThat(new Layout("").dayFolder("g", DAY)).isEqualTo("g/2019/6/1");
  }

  @Test
  void notes_and_later_generations_lie_apart_from_the_days() {
    assertThat(layout.manifestKey("/a/b", DAY, 2))
        .isEqualTo("backup/_logstrata/a-b/2019-06-01.2.json");
    assertThat(layout.laterFolder("/a/b", DAY, 2, 1))
        .isEqualTo("backup/_logstrata/generations/a-b/2019-06-01.2.1");
  }

  @Test
  void only_manifests_have_the_name_of_a_manifest() {
    assertThat(layout.manifestName("backup/_logstrata/g/2019-06-01.12.json"))
        .hasValueSatisfying(name -> assertThat(name.generation()).isEqualTo(12));
    assertThat(layout.manifestName("backup/_logstrata/g/2019-06-01.json")).isEmpty();
    assertThat(layout.manifestName("backup/_logstrata/intents/g/2019-06-01.1.1.json")).isEmpty();
    assertThat(layout.manifestName("backup/_logstrata/g/2019-06-01.0.json")).isEmpty();
  }

  @Test
  void a_group_whose_folder_would_be_that_of_the_notes_is_recognised() {
    assertThat(Layout.isReserved("/_logstrata")).isTrue();
    assertThat(Layout.isReserved("logstrata")).isFalse();
    // Its manifests would lie among the names of all groups.
    assertThat(Layout.isReserved("/groups")).isTrue();
    assertThat(Layout.isReserved("intents")).isTrue();
    assertThat(Layout.isReserved("generations")).isTrue();
  }

  @Test
  void slashes_at_the_ends_of_the_folder_are_refused() {
    assertThatThrownBy(() -> new Layout("backup/")).hasMessageContaining("leave out the slashes");
  }

  @Test
  void names_that_only_look_like_notes_are_none() {
    Layout layout = new Layout("backup");
    assertThat(layout.manifestName("backup/_logstrata/g/2026-02-31.1.json")).isEmpty();
    assertThat(layout.doneName("backup/_logstrata/g/2026-13-01.1.0-0.done")).isEmpty();
    assertThat(layout.doneName("backup/_logstrata/g/2026-01-01.1.5-2.done")).isEmpty();
    assertThat(layout.rollName("backup/_logstrata/groups/%zz")).isEmpty();
    assertThat(layout.rollName(layout.rollKey("/aws/rds/instance/umma-db-production/error")))
        .contains("/aws/rds/instance/umma-db-production/error");
  }
}
