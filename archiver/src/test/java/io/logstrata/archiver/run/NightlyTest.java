package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a nightly run does beyond exporting what is due. */
final class NightlyTest extends NightlyFixture {
  @Test
  void fifty_groups_go_into_one_question() throws Exception {
    for (int i = 0; i < 120; i++) {
      logs.group("more-" + i);
    }
    run().nightly(GroupSelection.containing(""), OptionalInt.of(1), false);
    logs.groupsCounted.clear();

    run().nightly(GroupSelection.containing(""), OptionalInt.of(1), false);

    assertThat(logs.groupsCounted).containsExactly(50, 50, 21);
  }

  @Test
  void an_export_of_less_than_the_archive_has_does_not_take_its_place() throws Exception {
    logs.event("umma-production", "s", "2026-03-19T03:00:00Z", "second");
    logs.miscount = 1;
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    logs.forget("second");

    RunReport report = nightly();

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED);
    assertThat(report.days().get(0).reason())
        .contains("has 1 records")
        .contains("generation 1 has 2");
    assertThat(messages()).containsExactlyInAnyOrder("in time", "second");
  }

  @Test
  void a_group_that_vanished_is_reported_and_its_archive_stays() throws Exception {
    logs.group("umma-staging");
    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);
    logs.removeGroup("umma-staging");

    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);

    assertThat(notices).contains("the group umma-staging is gone; its archive stays");
    assertThat(new Archive(bucket, LAYOUT).days("umma-staging")).containsExactly(DAY);
  }

  @Test
  void a_group_never_takes_the_folder_of_another_that_was_archived_before() throws Exception {
    logs.group("/umma/production");
    run().nightly(GroupSelection.containing("umma-p"), OptionalInt.of(1), false);

    RunReport report = run().nightly(GroupSelection.containing("/umma/"), OptionalInt.of(1), false);

    assertThat(report.failed()).isTrue();
    assertThat(report.problems().get(0))
        .contains("/umma/production")
        .contains("umma-production: give it another logFolderName");
  }

  @Test
  void a_day_that_the_service_has_begun_to_delete_is_never_called_verified() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(1));
    // Of the 19th, retention has left what is not older than 13:00.
    logs.forget("in time");
    logs.event("umma-production", "s", "2026-03-19T20:00:00Z", "left");

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.REMNANT);
    assertThat(newest().counted().orElseThrow().events()).isEqualTo(1);
    assertThat(notices)
        .contains(
            "umma-production 2026-03-19: the service may have begun to delete the day (its"
                + " retention goes back to 2026-03-19T13:00:00Z): the copy has what was left");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void what_an_export_left_out_of_such_a_day_is_fetched_by_the_next() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(1));
    logs.miscount = 1;
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    logs.miscount = 0;

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.REMNANT);
  }

  @Test
  void a_day_is_whole_as_long_as_its_first_instant_is_kept() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(2));

    nightly();

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
  }
}
