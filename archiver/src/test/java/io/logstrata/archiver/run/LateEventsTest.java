package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Events that come for a day that has been archived already. */
final class LateEventsTest extends NightlyFixture {
  @Test
  void a_day_with_late_events_gets_a_new_generation() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");
    pace.set("2026-03-21T13:00:00Z");

    RunReport report = nightly();

    assertThat(report.days())
        .extracting(day -> day.planned() + " " + day.outcome())
        .contains("umma-production 2026-03-19 ARCHIVED");
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
    assertThat(newest().generation()).isEqualTo(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void of_two_notes_of_one_copy_the_one_with_fewer_records_holds() throws Exception {
    nightly();
    bucket.putIfAbsent(
        LAYOUT.doneKey("umma-production", DAY, 1, new RecordCount(1, 9)), new byte[0]);
    assertThat(nightly().days()).isEmpty();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    nightly();

    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
  }

  @Test
  void a_first_instant_that_the_day_before_has_as_well_hides_no_late_event() throws Exception {
    logs.event("umma-production", "s", "2026-03-19T00:00:00Z", "first instant");
    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);

    assertThat(messages()).containsExactlyInAnyOrder("first instant", "in time", "late");
  }

  @Test
  void a_damaged_manifest_of_another_day_keeps_no_late_event_out() throws Exception {
    twoDays();
    assertThat(
            bucket.objects.put(
                "backup/_logstrata/umma-production/2026-03-18.1.json", new byte[] {'{'}))
        .isNotNull();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    RunReport report = twoDays();

    assertThat(report.failed()).isFalse();
    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(newest().generation()).isEqualTo(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(twoDays().days()).isEmpty();
  }

  @Test
  void late_events_are_found_for_as_many_days_as_said_and_no_longer() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "very late");
    pace.set("2026-04-03T13:00:00Z");
    assertThat(days(nightly())).doesNotContain("umma-production 2026-03-19");

    pace.set("2026-04-02T13:00:00Z");
    assertThat(days(nightly())).containsExactly("umma-production 2026-03-19");
  }

  @Test
  void a_grown_day_whose_export_leaves_events_out_is_not_exported_every_night() throws Exception {
    nightly();
    logs.miscount = 1;
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");
    for (int night = 0; night < 6; night++) {
      nightly();
    }
    assertThat(newest().generation()).isLessThanOrEqualTo(3);
  }

  @Test
  void a_day_that_has_grown_often_is_exported_again_when_the_last_export_left_something_out()
      throws Exception {
    nightly();
    for (String late : List.of("late", "later")) {
      logs.event("umma-production", "s", "2026-03-19T02:00:00Z", late);
      nightly();
    }
    // Counted at once, and exported half a day later.
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T03:00:00Z", "2026-03-21T12:00:00Z", "latest");
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(newest().generation()).isEqualTo(4);
    logs.windowMeansIngestion = false;

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late", "later", "latest");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void a_day_that_has_grown_often_is_not_exported_again_and_again_when_that_changes_nothing()
      throws Exception {
    nightly();
    for (String late : List.of("late", "later")) {
      logs.event("umma-production", "s", "2026-03-19T02:00:00Z", late);
      nightly();
    }
    logs.event("umma-production", "s", "2026-03-19T03:00:00Z", "latest");
    logs.miscount = 1;
    for (int night = 0; night < 4; night++) {
      assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    }

    assertThat(newest().generation()).isEqualTo(5);
    assertThat(logs.requests).hasSize(5);
  }

  @Test
  void late_events_that_cannot_be_looked_for_are_a_failure_and_the_rest_is_done() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-20T02:00:00Z", "next day");
    logs.countRefused = Optional.of("denied");
    pace.set("2026-03-21T13:00:00Z");

    RunReport report = nightly();

    assertThat(report.failed()).isTrue();
    assertThat(report.problems().get(0)).contains("umma-production").contains("denied");
    assertThat(days(report)).containsExactly("umma-production 2026-03-20");
  }

  private static List<String> days(RunReport report) {
    return report.days().stream()
        .map(day -> day.planned().toString())
        .filter(day -> !day.endsWith("04-01") && !day.endsWith("04-02"))
        .toList();
  }
}
