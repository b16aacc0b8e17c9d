package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events from before their group's creation, which the service takes up to 14 days late. */
final class EarlyDaysTest extends RunFixture {
  private static final LocalDate BEFORE = LocalDate.parse("2026-03-17");
  private static final LocalDate DAY_OF_CREATION = LocalDate.parse("2026-03-18");
  private static final OptionalInt WITHOUT_END = OptionalInt.empty();

  @BeforeEach
  void a_group_made_two_minutes_after_midnight() {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-03-18T00:02:00Z");
  }

  private void events() {
    late("2026-03-16T12:00:00Z", "of the sixteenth");
    late("2026-03-17T23:59:59Z", "before midnight");
    late("2026-03-18T00:00:00Z", "at midnight");
    late("2026-03-18T00:01:00Z", "after midnight");
    logs.event("umma-production", "s", "2026-03-18T12:00:00Z", "at noon");
  }

  private void late(String timestamp, String message) {
    logs.lateEvent("umma-production", "s", timestamp, "2026-03-18T00:03:00Z", message);
  }

  @Test
  void nightly_archives_them_each_on_its_day_and_none_twice() throws Exception {
    events();

    RunReport report = nightly();

    assertThat(report.days())
        .extracting(day -> day.outcome() + " " + day.planned())
        .containsExactly(
            "ARCHIVED umma-production 2026-03-16",
            "ARCHIVED umma-production 2026-03-17",
            "ARCHIVED umma-production 2026-03-18",
            "ARCHIVED umma-production 2026-03-19");
    assertThat(report.failed()).isFalse();
    assertThat(messages(LocalDate.parse("2026-03-16"))).containsExactly("of the sixteenth");
    assertThat(messages(BEFORE)).containsExactly("before midnight");
    assertThat(messages(DAY_OF_CREATION))
        .containsExactlyInAnyOrder("at midnight", "after midnight", "at noon");
    assertThat(newest(BEFORE).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(newest(BEFORE).counted().orElseThrow().with()).isEqualTo("scan");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void the_export_goes_to_the_creation_and_the_manifest_keeps_both_ends() throws Exception {
    events();

    nightly();

    assertThat(newest(BEFORE).window())
        .isEqualTo(
            new ExportWindow(
                Instant.parse("2026-03-17T00:00:00Z"),
                Instant.parse("2026-03-18T00:00:00Z"),
                Instant.parse("2026-03-18T00:02:00Z"),
                ZoneOffset.UTC));
    assertThat(bucket.text("backup/_logstrata/intents/umma-production/2026-03-17.1.1.json"))
        .contains("\"exportedTo\" : \"2026-03-18T00:02:00Z\"");
  }

  @Test
  void backfill_archives_them_too_and_has_no_task_for_an_empty_day() throws Exception {
    events();

    RunReport report = backfill(LocalDate.parse("2026-03-14"), BEFORE);

    assertThat(outcomes(report))
        .containsExactly(Outcome.NOTHING, Outcome.NOTHING, Outcome.ARCHIVED, Outcome.ARCHIVED);
    assertThat(report.failed()).isFalse();
    assertThat(report.differs()).isFalse();
    assertThat(logs.requests).hasSize(2);
  }

  @Test
  void a_day_that_has_not_settled_is_copied_provisionally_only_if_there_is_anything()
      throws Exception {
    pace.set("2026-03-18T00:10:00Z");
    assertThat(outcomes(provisional(BEFORE))).containsExactly(Outcome.NOTHING);

    events();

    assertThat(outcomes(provisional(BEFORE))).containsExactly(Outcome.PROVISIONAL);
    assertThat(outcomes(backfill(BEFORE, BEFORE))).containsExactly(Outcome.NOT_FINAL);
    assertThat(messages(BEFORE)).containsExactly("before midnight");
  }

  @Test
  void events_that_come_later_still_are_found_by_reading_the_day() throws Exception {
    events();
    nightly();
    logs.lateEvent(
        "umma-production", "s", "2026-03-17T10:00:00Z", "2026-03-20T14:00:00Z", "very late");
    logs.scans = 0;

    RunReport report = nightly();

    assertThat(report.failed()).isFalse();
    assertThat(report.days())
        .extracting(day -> day.planned().toString())
        .containsExactly("umma-production 2026-03-17");
    assertThat(messages(BEFORE)).containsExactlyInAnyOrder("before midnight", "very late");
    assertThat(newest(BEFORE).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    // Two archived days from before the creation are looked at again, and the new copy is counted.
    assertThat(logs.scans).isEqualTo(3);
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void a_day_that_was_empty_is_archived_when_its_first_event_arrives() throws Exception {
    nightly();
    late("2026-03-10T12:00:00Z", "eight days late");

    assertThat(nightly().days())
        .extracting(day -> day.planned().toString())
        .containsExactly("umma-production 2026-03-10");
  }

  @Test
  void groups_that_are_created_one_after_the_other_are_counted_together_all_the_same()
      throws Exception {
    logs.group("umma-staging", "2026-03-19T06:00:00Z");
    logs.group("umma-young", "2026-03-20T06:00:00Z");
    events();
    logs.lateEvent("umma-young", "s", "2026-03-19T23:00:00Z", "2026-03-20T06:01:00Z", "young");
    logs.event("umma-staging", "s", "2026-03-19T07:00:00Z", "staging");
    nightly();

    RunReport report = nightly();

    assertThat(report.problems()).isEmpty();
    assertThat(report.days()).isEmpty();
  }

  @Test
  void nothing_older_than_fourteen_days_or_than_the_retention_is_asked_for() throws Exception {
    nightly();
    assertThat(logs.looked)
        .containsExactly("umma-production 2026-03-04T00:00:00Z 2026-03-18T00:00:00Z");

    logs.looked.clear();
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-03-18T00:02:00Z", OptionalInt.of(3));
    nightly();
    assertThat(logs.looked)
        .containsExactly("umma-production 2026-03-17T00:00:00Z 2026-03-18T00:00:00Z");
  }

  @Test
  void when_no_more_can_come_that_is_noted_and_the_service_is_not_asked_again() throws Exception {
    events();
    nightly();
    pace.set("2026-04-01T12:31:59Z");
    nightly();
    assertThat(bucket.keys()).noneMatch(key -> key.endsWith(".settled"));
    pace.set("2026-04-01T12:32:00Z");
    logs.looked.clear();

    nightly();

    assertThat(logs.looked).isNotEmpty();
    assertThat(bucket.keys())
        .contains("backup/_logstrata/umma-production/before-1773792120000.settled");
    logs.looked.clear();
    nightly();
    assertThat(logs.looked).isEmpty();
    // A new group of that name is another one.
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-03-18T00:05:00Z");
    nightly();
    assertThat(logs.looked).isNotEmpty();
  }

  @Test
  void a_settled_day_whose_manifest_is_gone_is_archived_again() throws Exception {
    late("2026-03-17T10:00:00Z", "x");
    pace.set("2026-04-20T13:00:00Z");
    nightly();
    nightly();
    assertThat(bucket.keys()).anyMatch(key -> key.endsWith(".settled"));
    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-17.1.json");

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);

    assertThat(messages(BEFORE)).containsExactly("x");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void days_that_a_lookback_leaves_out_are_not_noted_as_empty() throws Exception {
    pace.set("2026-04-20T13:00:00Z");

    run(notices::add).nightly(UMMA, OptionalInt.of(40), false);

    assertThat(logs.looked).hasSize(1);
    assertThat(bucket.keys()).noneMatch(key -> key.endsWith(".settled"));
  }

  @Test
  void a_day_whose_export_failed_is_not_noted_as_empty() throws Exception {
    pace.set("2026-04-20T13:00:00Z");
    late("2026-03-17T10:00:00Z", "x");
    logs.fates.add(FakeLogs.Fate.FAILED);

    nightly();

    assertThat(bucket.keys()).noneMatch(key -> key.endsWith(".settled"));
    assertThat(outcomes(nightly())).contains(Outcome.ARCHIVED);
    assertThat(messages(BEFORE)).containsExactly("x");
  }

  @Test
  void plan_names_them_and_writes_nothing() throws Exception {
    late("2026-03-17T23:59:59Z", "x");

    List<PlannedDay> plan = run(notices::add).plan(UMMA, WITHOUT_END).get().value();

    assertThat(plan)
        .extracting(day -> day.window().day() + " " + day.decision())
        .containsExactly("2026-03-17 EXPORT_IF_ANY", "2026-03-18 EXPORT", "2026-03-19 EXPORT");
    assertThat(bucket.keys()).isEmpty();
    assertThat(Decision.EXPORT_IF_ANY.reason()).contains("created later");
  }

  @Test
  void status_counts_them_as_due() throws Exception {
    late("2026-03-17T23:59:59Z", "x");
    Status status = new Status(logs, bucket, LAYOUT, PLANNER, pace);

    assertThat(status.of(UMMA, WITHOUT_END, 3).get().value().get(0).days().keySet())
        .extracting(LocalDate::toString)
        .containsExactly("2026-03-17", "2026-03-18", "2026-03-19");
  }

  @Test
  void a_service_that_does_not_say_whether_there_are_any_is_a_failure_and_the_rest_is_done()
      throws Exception {
    logs.group("umma-old");
    logs.looksRefused = Optional.of("grant logs:FilterLogEvents");

    RunReport report = run(notices::add).nightly(UMMA, OptionalInt.of(3), false);

    assertThat(report.problems())
        .containsExactly(
            "whether umma-production holds events from before its creation is not to be had: grant"
                + " logs:FilterLogEvents");
    assertThat(report.days())
        .extracting(day -> day.planned().group().name())
        .containsOnly("umma-old");
  }

  @Test
  void groups_that_cannot_be_read_have_each_possible_day_archived_and_none_verified()
      throws Exception {
    events();
    logs.infrequentAccess = true;

    RunReport report = nightly();

    assertThat(report.days()).hasSize(16);
    assertThat(report.failed()).isFalse();
    assertThat(newest(BEFORE).verdict()).isEqualTo(Manifest.Verdict.ARCHIVED);
    assertThat(messages(BEFORE)).containsExactly("before midnight");
    assertThat(nightly().problems()).isEmpty();
    assertThat(nightly().days()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void under_either_reading_of_the_window_nothing_is_lost_or_there_twice(boolean ingestion)
      throws Exception {
    logs.windowMeansIngestion = ingestion;
    events();

    nightly();

    assertThat(messages(LocalDate.parse("2026-03-16"))).containsExactly("of the sixteenth");
    assertThat(messages(BEFORE)).containsExactly("before midnight");
    assertThat(messages(DAY_OF_CREATION))
        .containsExactlyInAnyOrder("at midnight", "after midnight", "at noon");
  }

  private RunReport nightly() throws InterruptedException {
    return run(notices::add).nightly(UMMA, WITHOUT_END, false);
  }
}
