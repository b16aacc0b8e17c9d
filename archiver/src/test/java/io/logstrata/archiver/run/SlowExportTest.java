package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.run.FakeLogs.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window whose export does not end in its time is exported in halves. */
final class SlowExportTest extends RunFixture {
  private void events() {
    logs.event("umma-production", "s", "2026-03-01T00:00:00Z", "first instant");
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "before noon");
    // Ingested after noon, and so in the second half if a window means that.
    logs.lateEvent(
        "umma-production", "s", "2026-03-01T11:59:59.999Z", "2026-03-01T12:00:01Z", "late");
    logs.event("umma-production", "s", "2026-03-01T12:00:00Z", "noon");
    logs.event("umma-production", "s", "2026-03-01T12:00:00Z", "noon");
    logs.event("umma-production", "t", "2026-03-01T12:00:00Z", "noon");
    // Of a machine whose clock is ahead: ingested before noon.
    logs.lateEvent("umma-production", "s", "2026-03-01T12:00:00Z", "2026-03-01T11:59:00Z", "ahead");
    logs.event("umma-production", "s", "2026-03-01T23:59:59.999Z", "last");
    logs.event("umma-production", "s", "2026-03-02T00:00:00Z", "next day");
  }

  private static final List<String> OF_THE_DAY =
      List.of("first instant", "before noon", "late", "noon", "noon", "noon", "ahead", "last");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void under_either_reading_of_the_window_nothing_is_lost_or_there_twice(boolean ingestion)
      throws Exception {
    logs.windowMeansIngestion = ingestion;
    events();
    logs.fates.add(Fate.STUCK);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);

    assertThat(messages(FIRST)).containsExactlyInAnyOrderElementsOf(OF_THE_DAY);
    Manifest manifest = newest(FIRST);
    assertThat(manifest.verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(manifest.counted().orElseThrow().events()).isEqualTo(8);
    assertThat(manifest.tasks())
        .extracting(task -> task.id() + " " + task.from() + " " + task.to())
        .containsExactly(
            "task-2 2026-03-01T00:00:00Z 2026-03-01T12:00:00Z",
            "task-3 2026-03-01T12:00:00Z 2026-03-02T00:00:00Z");
    assertThat(manifest.tasks())
        .extracting(Manifest.Task::copies)
        .containsExactly(ingestion ? 0L : 4L, 0L);
  }

  @Test
  void the_slow_task_is_cancelled_before_the_next_is_started() throws Exception {
    events();
    logs.fates.add(Fate.STUCK);

    backfill(FIRST, FIRST);

    assertThat(logs.cancelled).containsExactly("task-1");
    assertThat(logs.requests).hasSize(3);
    assertThat(notices)
        .contains(
            "umma-production 2026-03-01: the export from 2026-03-01T00:00:00Z to"
                + " 2026-03-02T00:00:00Z takes too long, trying halves");
  }

  @Test
  void only_the_half_that_takes_too_long_is_cut_again_and_what_is_done_is_kept() throws Exception {
    events();
    logs.fates.addAll(List.of(Fate.STUCK, Fate.COMPLETED, Fate.STUCK));

    backfill(FIRST, FIRST);

    assertThat(logs.requests)
        .extracting(request -> request.from() + " " + request.to())
        .containsExactly(
            "2026-03-01T00:00:00Z 2026-03-02T00:00:00Z",
            "2026-03-01T00:00:00Z 2026-03-01T12:00:00Z",
            "2026-03-01T12:00:00Z 2026-03-02T00:00:00Z",
            "2026-03-01T12:00:00Z 2026-03-01T18:00:00Z",
            "2026-03-01T18:00:00Z 2026-03-02T00:00:00Z");
    assertThat(newest(FIRST).tasks())
        .extracting(Manifest.Task::prefix)
        .containsExactly(
            "backup/_logstrata/generations/umma-production/2026-03-01.1.2.1",
            "backup/_logstrata/generations/umma-production/2026-03-01.1.3.2",
            "backup/_logstrata/generations/umma-production/2026-03-01.1.3.3");
    assertThat(messages(FIRST)).containsExactlyInAnyOrderElementsOf(OF_THE_DAY);
  }

  @Test
  void a_quarter_of_an_hour_is_not_cut_any_more_and_the_slot_is_left_free() throws Exception {
    logs.fates.addAll(Collections.nCopies(100, Fate.STUCK));

    RunReport report = backfill(FIRST, FIRST);

    assertThat(report.days().get(0).reason())
        .isEqualTo(
            "task task-7 did not end within PT25H, and from 2026-03-01T00:00:00Z to"
                + " 2026-03-01T00:22:00Z is not cut in two");
    assertThat(logs.cancelled)
        .containsExactly("task-1", "task-2", "task-3", "task-4", "task-5", "task-6", "task-7");
    logs.fates.clear();
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
  }

  @Test
  void the_first_half_ends_no_earlier_than_the_group_was_created() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-03-01T20:00:00Z");
    logs.fates.add(Fate.STUCK);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).tasks().get(0).to()).isEqualTo(Instant.parse("2026-03-01T20:00:00Z"));
  }

  @Test
  void a_task_that_cannot_be_ended_is_a_failure_and_the_next_run_ends_it_first() throws Exception {
    events();
    logs.fates.add(Fate.STUCK);
    logs.cancelRefused = true;

    assertThat(backfill(FIRST, FIRST).days().get(0).reason())
        .isEqualTo("an export that takes too long cannot be ended: grant logs:CancelExportTask");

    logs.cancelRefused = false;
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(logs.cancelled).containsExactly("task-1");
    assertThat(messages(FIRST)).containsExactlyInAnyOrderElementsOf(OF_THE_DAY);
  }

  @Test
  void a_half_that_fails_is_exported_anew_by_the_next_run_and_the_other_is_kept() throws Exception {
    events();
    logs.fates.addAll(List.of(Fate.STUCK, Fate.COMPLETED, Fate.FAILED));
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.FAILED);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);

    assertThat(logs.requests).hasSize(4);
    assertThat(messages(FIRST)).containsExactlyInAnyOrderElementsOf(OF_THE_DAY);
  }

  @Test
  void a_task_that_the_service_gives_up_after_a_day_was_too_slow_as_well() throws Exception {
    logs.created = Instant.parse("2026-03-20T13:00:00Z");
    logs.pauseBeforeEnd = () -> pace.pause(Duration.ofHours(24));
    logs.fates.add(Fate.FAILED);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).tasks()).hasSize(2);
  }

  @Test
  void an_archived_half_that_is_gone_makes_the_day_due_again() throws Exception {
    events();
    logs.fates.add(Fate.STUCK);
    backfill(FIRST, FIRST);
    String second = newest(FIRST).tasks().get(1).prefix();
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.PRESENT);
    bucket.objects.keySet().removeIf(key -> key.startsWith(second + "/"));

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
  }
}
