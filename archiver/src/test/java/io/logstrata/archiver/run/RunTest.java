package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RunTest extends RunFixture {

  @Test
  void a_day_is_exported_read_back_and_recorded_where_the_replaced_system_put_it()
      throws Exception {
    logs.event("umma-production", "batch", "2026-03-01T00:00:00Z", "first\n\tsecond line");
    logs.event("umma-production", "batch", "2026-03-01T23:59:59.999Z", "last");
    logs.event("umma-production", "a/b", "2026-03-01T12:00:00Z", "other stream");
    logs.event("umma-production", "batch", "2026-03-02T00:00:00Z", "next day");

    RunReport report = backfill(FIRST, FIRST);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(report.failed()).isFalse();
    assertThat(bucket.keys())
        .contains(
            "backup/umma-production/2026/3/1/task-1/batch/000000.gz",
            "backup/umma-production/2026/3/1/task-1/a-b/000000.gz",
            "backup/_logstrata/umma-production/2026-03-01.1.json");
    assertThat(messages(FIRST))
        .containsExactlyInAnyOrder("first\n\tsecond line", "last", "other stream");
  }

  @Test
  void the_first_of_a_month_does_not_have_the_objects_of_the_tenth() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "of the first");
    logs.event("umma-production", "s", "2026-03-10T01:00:00Z", "of the tenth");

    backfill(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-10"));
    backfill(FIRST, FIRST);

    assertThat(messages(FIRST)).containsExactly("of the first");
    assertThat(newest(FIRST).objects()).hasSize(1);
  }

  @Test
  void a_final_day_is_exported_once_however_often_it_is_asked_for() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    backfill(FIRST, FIRST);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.PRESENT);
    assertThat(logs.requests).hasSize(1);
  }

  @Test
  void a_provisional_day_stays_due_and_its_newest_generation_is_what_counts() throws Exception {
    pace.set("2026-03-01T12:00:00Z");
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "early");
    assertThat(outcomes(provisional(FIRST))).containsExactly(Outcome.PROVISIONAL);
    assertThat(newest(FIRST).provisional()).isTrue();

    logs.event("umma-production", "s", "2026-03-01T13:00:00Z", "late");
    pace.set("2026-03-02T12:30:00Z");
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);

    assertThat(newest(FIRST).provisional()).isFalse();
    assertThat(newest(FIRST).generation()).isEqualTo(2);
    assertThat(messages(FIRST)).containsExactly("early", "late");
    assertThat(bucket.keys())
        .contains(
            "backup/_logstrata/generations/umma-production/2026-03-01.2.1/task-2/s/000000.gz");
  }

  @Test
  void a_day_that_is_not_over_is_left_alone_and_said_to_be_open() throws Exception {
    pace.set("2026-03-01T12:00:00Z");

    RunReport report = backfill(FIRST, FIRST);

    assertThat(outcomes(report)).containsExactly(Outcome.NOT_FINAL);
    assertThat(report.failed()).isFalse();
    assertThat(report.differs()).isTrue();
    assertThat(bucket.keys()).noneMatch(key -> key.contains("2026"));
  }

  @Test
  void a_nightly_run_makes_up_for_every_night_that_was_missed_and_then_finds_nothing_to_do()
      throws Exception {
    logs.event("umma-production", "s", "2026-03-18T01:00:00Z", "x");
    logs.event("umma-production", "s", "2026-03-19T01:00:00Z", "y");

    RunReport report = run(notices::add).nightly(UMMA, OptionalInt.of(3), false);

    assertThat(report.days())
        .extracting(day -> day.outcome() + " " + day.planned())
        .containsExactly(
            "ARCHIVED umma-production 2026-03-17",
            "ARCHIVED umma-production 2026-03-18",
            "ARCHIVED umma-production 2026-03-19");
    assertThat(run(notices::add).nightly(UMMA, OptionalInt.of(3), false).days()).isEmpty();
    pace.set("2026-03-21T12:30:00Z");
    assertThat(run(notices::add).nightly(UMMA, OptionalInt.of(3), false).days())
        .extracting(day -> day.planned().toString())
        .containsExactly("umma-production 2026-03-20");
  }

  @Test
  void a_copy_with_as_many_records_as_the_service_counts_is_verified() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    backfill(FIRST, FIRST);

    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(newest(FIRST).counted().orElseThrow().events()).isEqualTo(1);
  }

  @Test
  void a_copy_that_nobody_counted_is_archived_and_not_verified() throws Exception {
    logs.countRefused = Optional.of("denied");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.ARCHIVED);
    assertThat(notices)
        .contains(
            "umma-production 2026-03-01: archived but not verified, the service's count is not to"
                + " be had: denied");
  }

  @Test
  void a_denied_count_is_a_failure_that_is_named_once_and_the_next_run_counts_anew()
      throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.countsUnanswered.addAll(
        List.of(Answer.denied("grant logs:StartQuery"), Answer.denied("grant logs:StartQuery")));

    RunReport report = backfill(FIRST, SECOND);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);
    assertThat(report.failed()).isTrue();
    assertThat(report.problems())
        .containsExactly(
            "copies are archived and not verified, since the service's count was denied (countWith"
                + " none leaves it out): grant logs:StartQuery");
    assertThat(bucket.keys()).noneMatch(key -> key.endsWith(".done"));

    assertThat(backfill(FIRST, SECOND).failed()).isFalse();
    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(newest(FIRST).generation()).isEqualTo(2);
    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(logs.requests).hasSize(2);
    assertThat(outcomes(backfill(FIRST, SECOND))).containsExactly(Outcome.PRESENT, Outcome.PRESENT);
  }

  @Test
  void a_count_that_nobody_answered_is_no_failure_and_asked_for_again_by_the_next_run()
      throws Exception {
    pace.set("2026-03-02T13:00:00Z");
    logs.countsUnanswered.add(Answer.unreachable("throttled"));
    RunReport report = run(notices::add).nightly(UMMA, OptionalInt.of(1), false);
    assertThat(report.failed()).isFalse();
    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.ARCHIVED);

    run(notices::add).nightly(UMMA, OptionalInt.of(1), false);

    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(logs.requests).hasSize(1);
    assertThat(run(notices::add).nightly(UMMA, OptionalInt.of(1), false).days()).isEmpty();
  }

  @Test
  void a_copy_that_a_later_count_finds_too_small_is_made_again() throws Exception {
    logs.countsUnanswered.add(Answer.unreachable("throttled"));
    backfill(FIRST, FIRST);
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "late");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages(FIRST)).containsExactly("late");
    assertThat(logs.requests).hasSize(2);
  }

  @Test
  void a_copy_with_fewer_records_than_the_service_counts_is_made_again_but_not_for_ever()
      throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.miscount = 1;

    for (int run = 1; run <= 4; run++) {
      RunReport report = backfill(FIRST, FIRST);
      assertThat(outcomes(report)).containsExactly(Outcome.DIFFERENT);
      assertThat(report.differs()).isTrue();
    }

    assertThat(newest(FIRST).generation()).isEqualTo(3);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void a_plan_writes_nothing() throws Exception {
    assertThat(run(notices::add).plan(UMMA, OptionalInt.of(2)).get().value())
        .extracting(Object::toString)
        .containsExactly("umma-production 2026-03-18", "umma-production 2026-03-19");
    assertThat(bucket.keys()).isEmpty();
  }
}
