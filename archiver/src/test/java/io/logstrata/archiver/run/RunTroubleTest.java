package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.run.FakeLogs.Fate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a day is exported, and what the next run makes of it. */
final class RunTroubleTest extends RunFixture {
  @ParameterizedTest
  @CsvSource({
    "FAILED, export task task-1 FAILED: internal error",
    "CANCELLED, export task task-1 was CANCELLED",
    "UNKNOWN, export task task-1 has a status that this version does not know: PAUSED: use a newer"
        + " logstrata",
    "FORGOTTEN, the service no longer knows its task task-1"
  })
  void an_export_that_does_not_complete_is_a_failure_with_a_name(Fate fate, String reason)
      throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.fates.add(fate);

    RunReport report = backfill(FIRST, FIRST);

    assertThat(report.failed()).isTrue();
    assertThat(report.days().get(0).reason()).isEqualTo(reason);
    assertThat(new Archive(bucket, LAYOUT).day("umma-production", FIRST)).isEmpty();
  }

  @Test
  void a_failed_day_does_not_keep_the_next_from_being_archived_and_heals_with_the_next_run()
      throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.event("umma-production", "s", "2026-03-02T01:00:00Z", "y");
    logs.fates.add(Fate.FAILED);

    assertThat(outcomes(backfill(FIRST, SECOND))).containsExactly(Outcome.FAILED, Outcome.ARCHIVED);
    assertThat(outcomes(backfill(FIRST, SECOND)))
        .containsExactly(Outcome.ARCHIVED, Outcome.PRESENT);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void while_somebody_else_exports_the_run_waits_and_says_who_it_is() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.strangerHoldsTheSlot();
    Run run =
        run(
            notice -> {
              notices.add(notice);
              if (notice.startsWith("waiting")) {
                logs.strangerLeaves();
              }
            });

    RunReport report = run.backfill(GroupSelection.containing("umma"), FIRST, FIRST, false, false);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(notices)
        .contains(
            "waiting: the account's single export slot is held by task stranger (theirs) on group"
                + " their-group, RUNNING");
  }

  @Test
  void a_slot_that_never_becomes_free_is_a_failure_that_names_its_holder() throws Exception {
    logs.strangerHoldsTheSlot();

    RunReport report = backfill(FIRST, FIRST);

    assertThat(report.days().get(0).reason())
        .isEqualTo(
            "gave up after PT12H of waiting: the account's single export slot is held by task"
                + " stranger (theirs) on group their-group, RUNNING");
    // Bounded by pauses that grow to a minute.
    assertThat(logs.requests).hasSizeBetween(700, 800);
  }

  @Test
  void a_task_whose_answer_was_lost_is_followed_not_started_again() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.starts.add(Started.Verdict.UNREACHABLE);
    logs.answerLost = true;

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(logs.requests).hasSize(1);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void a_refused_export_is_a_failure_with_the_reason() throws Exception {
    logs.starts.add(Started.Verdict.REFUSED);

    assertThat(backfill(FIRST, FIRST).days().get(0).reason())
        .isEqualTo("the service refused the export: said no");
  }

  @Test
  void a_bucket_that_keeps_the_service_out_is_a_failure_at_once() throws Exception {
    logs.starts.add(Started.Verdict.KEPT_OUT);

    assertThat(backfill(FIRST, FIRST).days().get(0).reason())
        .isEqualTo("look at the policy (said no)");
    assertThat(logs.requests).hasSize(1);
  }

  @Test
  void a_policy_that_this_run_has_made_is_waited_for() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    bucket.justLetIn = true;
    logs.starts.addAll(Collections.nCopies(5, Started.Verdict.KEPT_OUT));

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
  }

  @Test
  void a_policy_that_does_not_help_in_the_end_is_named_as_the_remedy() throws Exception {
    bucket.justLetIn = true;
    logs.starts.addAll(Collections.nCopies(1000, Started.Verdict.KEPT_OUT));

    assertThat(backfill(FIRST, FIRST).days().get(0).reason())
        .isEqualTo("gave up after PT15M of waiting: look at the policy");
  }

  @Test
  void a_policy_that_does_not_help_is_waited_for_once_and_not_for_each_day() throws Exception {
    bucket.justLetIn = true;
    logs.starts.addAll(Collections.nCopies(1000, Started.Verdict.KEPT_OUT));

    RunReport report = backfill(FIRST, LocalDate.parse("2026-03-10"));

    assertThat(report.days()).hasSize(10).allMatch(day -> day.outcome() == Outcome.FAILED);
    assertThat(report.days().get(9).reason()).isEqualTo("look at the policy (said no)");
    assertThat(pace.now())
        .isBetween(Instant.parse("2026-03-20T13:15:00Z"), Instant.parse("2026-03-20T13:17:00Z"));
  }

  @Test
  void a_task_is_followed_through_a_time_without_answers() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    logs.unansweredPolls = 20;

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
  }

  @Test
  void an_object_is_read_again_when_its_connection_breaks() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    bucket.brokenReads = 3;

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
  }

  @Test
  void an_object_that_cannot_be_read_is_a_failure_and_is_read_by_the_next_run_without_an_export()
      throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    bucket.brokenReads = 4;

    assertThat(backfill(FIRST, FIRST).days().get(0).reason()).contains("cannot be read");
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(logs.requests).hasSize(1);
  }

  @Test
  void the_task_of_a_run_that_was_killed_is_taken_over() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    killWhen("exporting the group", () -> !logs.requests.isEmpty());
    logs.letTasksEnd();

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(logs.requests).hasSize(1);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void an_archived_object_that_is_gone_makes_the_day_due_again() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    backfill(FIRST, FIRST);
    bucket.objects.remove("backup/umma-production/2026/3/1/task-1/s/000000.gz");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).generation()).isEqualTo(2);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void what_the_replaced_system_left_in_the_folder_of_a_day_is_neither_touched_nor_counted()
      throws Exception {
    bucket.export(
        "backup/umma-production/2026/3/1/old-task/s/000000.gz", "2026-03-01T01:00:00.000Z old\n");
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");

    backfill(FIRST, FIRST);

    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(newest(FIRST).prefix())
        .isEqualTo("backup/_logstrata/generations/umma-production/2026-03-01.1.1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whichever_time_a_window_means_nothing_is_lost_and_nothing_is_there_twice(
      boolean windowMeansIngestion) throws Exception {
    logs.windowMeansIngestion = windowMeansIngestion;
    logs.event("umma-production", "s", "2026-03-01T00:00:00Z", "first instant");
    logs.event("umma-production", "s", "2026-03-02T00:00:00Z", "first instant of the next day");
    logs.event("umma-production", "s", "2026-03-02T00:00:00Z", "first instant of the next day");
    logs.lateEvent(
        "umma-production", "s", "2026-03-01T23:59:59.999Z", "2026-03-02T00:00:01Z", "late");
    logs.lateEvent("umma-production", "s", "2026-03-02T00:30:00Z", "2026-03-01T23:00:00Z", "early");
    logs.lateEvent(
        "umma-production", "s", "2026-03-01T10:00:00Z", "2026-03-05T00:00:00Z", "days late");

    backfill(FIRST, LocalDate.parse("2026-03-06"));

    assertThat(messages(FIRST)).containsExactlyInAnyOrder("first instant", "late", "days late");
    assertThat(messages(SECOND))
        .containsExactlyInAnyOrder(
            "first instant of the next day", "first instant of the next day", "early");
  }

  @Test
  void a_damaged_export_is_a_failure_and_the_next_run_exports_anew() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    killWhen("reading", () -> false);
    String key = "backup/umma-production/2026/3/1/task-1/s/000000.gz";
    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-01.1.json");
    bucket.objects.put(key, Arrays.copyOf(bucket.objects.get(key), 15));

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(logs.requests).hasSize(2);
    assertThat(messages(FIRST)).containsExactly("x");
  }

  @Test
  void a_bucket_that_cannot_be_prepared_stops_the_run_before_anything_is_exported()
      throws Exception {
    bucket.prepared = Answer.refused("the bucket is somebody else's");

    RunReport report = backfill(FIRST, FIRST);

    assertThat(report.problems()).containsExactly("the bucket is somebody else's");
    assertThat(report.failed()).isTrue();
    assertThat(logs.requests).isEmpty();
  }

  @Test
  void a_filter_that_matches_nothing_stops_the_run() throws Exception {
    assertThat(
            run(notices::add)
                .backfill(GroupSelection.containing("nothing"), FIRST, FIRST, false, false)
                .failed())
        .isTrue();
  }

  @Test
  void a_manifest_whose_answer_was_lost_is_found_by_the_next_run() throws Exception {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
    Run run =
        run(
            notice -> {
              if (notice.endsWith("reading back what was exported")) {
                bucket.lostWrites = 1;
              }
            });

    assertThat(outcomes(run.backfill(GroupSelection.containing(""), FIRST, FIRST, false, false)))
        .containsExactly(Outcome.FAILED);
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.PRESENT);
  }
}
