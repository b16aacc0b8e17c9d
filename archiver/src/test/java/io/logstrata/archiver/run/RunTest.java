package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.run.FakeLogs.Fate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunTest {
  private static final GroupSelection UMMA = GroupSelection.containing("umma");
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  private static final LocalDate SECOND = LocalDate.parse("2026-03-02");
  private static final Layout LAYOUT = new Layout("backup");

  private final FakeBucket bucket = new FakeBucket();
  private final FakeLogs logs = new FakeLogs(bucket);
  private final HandMovedPace pace = new HandMovedPace("2026-03-20T13:00:00Z");
  private final List<String> notices = new ArrayList<>();
  private int runs;

  RunTest() {
    logs.group("umma-production");
  }

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

  @ParameterizedTest
  @CsvSource({
    "FAILED, export task task-1 FAILED: internal error",
    "CANCELLED, export task task-1 was CANCELLED",
    "UNKNOWN, export task task-1 has a status that this version does not know: PAUSED: use a newer logstrata",
    "STUCK, task task-1 did not end within PT25H",
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
            "gave up after PT12H of waiting: the account's single export slot is held by task stranger"
                + " (theirs) on group their-group, RUNNING");
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
            "umma-production 2026-03-01: archived but not verified, the service's count is not to be"
                + " had: denied");
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
    assertThat(run(notices::add).plan(UMMA, OptionalInt.of(2)).get())
        .extracting(Object::toString)
        .containsExactly("umma-production 2026-03-18", "umma-production 2026-03-19");
    assertThat(bucket.keys()).isEmpty();
  }

  private interface Condition {
    boolean holds();
  }

  private static final class Killed extends RuntimeException {}

  /** Runs until the condition holds the next time that the run pauses. */
  private void killWhen(String what, Condition condition) throws InterruptedException {
    Pace deadly =
        new Pace() {
          @Override
          public Instant now() {
            return pace.now();
          }

          @Override
          public void pause(Duration duration) {
            if (condition.holds()) {
              throw new Killed();
            }
            pace.pause(duration);
          }

          @Override
          public double jitter() {
            return 1;
          }
        };
    try {
      run(notices::add, deadly).backfill(GroupSelection.containing(""), FIRST, FIRST, false, false);
    } catch (Killed e) {
      notices.add("killed while " + what);
    }
  }

  private RunReport backfill(LocalDate first, LocalDate last) throws InterruptedException {
    return run(notices::add).backfill(GroupSelection.containing("UMMA"), first, last, false, false);
  }

  private RunReport provisional(LocalDate day) throws InterruptedException {
    return run(notices::add).backfill(GroupSelection.containing(""), day, day, true, false);
  }

  private Run run(Notices said) {
    return run(said, pace);
  }

  private Run run(Notices said, Pace pace) {
    runs++;
    return new Run(
        logs,
        bucket,
        LAYOUT,
        new Planner(ZoneOffset.UTC, Duration.parse("PT12H30M")),
        pace,
        said,
        new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "run " + runs));
  }

  private static List<Outcome> outcomes(RunReport report) {
    return report.days().stream().map(DayResult::outcome).toList();
  }

  private Manifest newest(LocalDate day) throws IOException {
    return new Archive(bucket, LAYOUT).newest("umma-production", day).orElseThrow();
  }

  private List<String> messages(LocalDate day) throws IOException {
    ArchivedDay archived = new Archive(bucket, LAYOUT).day("umma-production", day).orElseThrow();
    try (Stream<ArchivedRecord> records = archived.records()) {
      return records.map(ArchivedRecord::message).toList();
    }
  }
}
