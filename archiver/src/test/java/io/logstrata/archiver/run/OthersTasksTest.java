package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.run.DayResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Completed tasks of other archives look like one's own, and are not to be taken for it. */
final class OthersTasksTest extends RunFixture {
  private enum Another {
    NAME,
    BUCKET,
    BEGIN,
    END,
    AGE;

    ExportTask of(ExportTask task) {
      Instant from = task.what().from();
      Instant to = task.what().to();
      return switch (this) {
        case NAME -> with(task, from, to, "", "other");
        case BUCKET -> with(task, from, to, "other-bucket", "");
        case BEGIN -> with(task, from.minus(HOUR), to, "", "");
        case END -> with(task, from, to.minus(HOUR), "", "");
        case AGE ->
            new ExportTask(
                task.id(),
                task.what(),
                Instant.parse("2026-03-20T12:44:59Z"),
                task.status(),
                task.message());
      };
    }
  }

  private static final Duration HOUR = Duration.ofHours(1);

  @BeforeEach
  void one_event_of_the_first_day() {
    logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "x");
  }

  @ParameterizedTest
  @EnumSource
  void when_the_slot_is_taken(Another another) throws Exception {
    logs.listBesideEach(another::of);
    logs.starts.add(Started.Verdict.SLOT_TAKEN);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(logs.requests).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void when_nobody_answered(Another another) throws Exception {
    logs.listBesideEach(another::of);
    logs.starts.add(Started.Verdict.UNREACHABLE);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(logs.requests).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void when_the_run_before_was_killed(Another another) throws Exception {
    killWhen("exporting", () -> !logs.requests.isEmpty());
    logs.forgetTasks();
    logs.listBesideEach(another::of);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(logs.requests).hasSize(2);
  }

  @Test
  void no_two_archives_give_the_same_name_to_the_export_of_a_day() throws Exception {
    backfill(FIRST, FIRST);
    bucket.objects.clear();
    backfill(FIRST, FIRST);

    List<String> names = logs.requests.stream().map(ExportRequest::taskName).toList();
    assertThat(names).hasSize(2).doesNotHaveDuplicates();
    assertThat(names)
        .allMatch(name -> name.matches("logstrata 2026-03-01.1.1 [0-9a-f-]{36} umma-production"));
  }

  @Test
  void an_intent_of_the_first_form_leads_to_an_export_anew() throws Exception {
    killWhen("exporting", () -> !logs.requests.isEmpty());
    logs.letTasksEnd();
    bucket.objects.put(
        "backup/_logstrata/intents/umma-production/2026-03-01.1.1.json",
        """
        { "version": 1, "group": "umma-production", "day": "2026-03-01", "generation": 1,
          "attempt": 1, "provisional": false,
          "window": { "from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z", "zone": "Z" },
          "prefix": "backup/umma-production/2026/3/1", "createdBy": "run 0", "before": [] }
        """
            .getBytes(UTF_8));

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(logs.requests).hasSize(2);
  }

  private static ExportTask with(
      ExportTask task, Instant from, Instant to, String bucket, String name) {
    ExportRequest what = task.what();
    return new ExportTask(
        task.id(),
        new ExportRequest(
            name.isEmpty() ? what.taskName() : name,
            what.group(),
            from,
            to,
            bucket.isEmpty() ? what.bucket() : bucket,
            what.prefix()),
        task.created(),
        task.status(),
        task.message());
  }

  private static final String FOLDER = "backup/umma-production/2026/3/1/";
  private static final String THEIRS = "2026-03-01T02:00:00.000Z theirs\n";

  @Test
  void what_another_task_writes_during_an_empty_export_is_left_out_by_name() throws Exception {
    logs.forget("x");
    logs.strangerHoldsTheSlot();
    logs.pauseBeforeEnd = () -> bucket.export(FOLDER + "stranger/s/000000.gz", THEIRS);
    Run run =
        run(
            notice -> {
              notices.add(notice);
              if (notice.startsWith("waiting")) {
                logs.strangerEnds();
              }
            });

    RunReport report = run.backfill(UMMA, FIRST, FIRST, false, false);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).objects()).isEmpty();
    assertThat(notices)
        .contains(FOLDER + "stranger/s/000000.gz is not of this export, and is left out");
  }

  @Test
  void what_nobody_knows_whose_it_is_fails_the_day_and_the_next_run_goes_elsewhere()
      throws Exception {
    logs.forget("x");
    logs.pauseBeforeEnd = () -> bucket.export(FOLDER + "unknown/s/000000.gz", THEIRS);

    RunReport report = backfill(FIRST, FIRST);

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED);
    assertThat(report.days().get(0).reason())
        .startsWith(FOLDER + "unknown/s/000000.gz appeared during the export")
        .contains("if another system writes there");

    logs.pauseBeforeEnd = () -> {};
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).objects()).isEmpty();
  }

  @Test
  void an_emulators_folders_are_the_exports_unless_a_file_is_there_twice() throws Exception {
    logs.forget("x");
    logs.event("umma-production", "s", "2026-03-01T02:00:00Z", "theirs");
    logs.emulated = true;

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);
    assertThat(messages(FIRST)).containsExactly("theirs");

    bucket.objects.clear();
    logs.pauseBeforeEnd = () -> bucket.export(FOLDER + "unknown/s/000000.gz", THEIRS);
    assertThat(backfill(FIRST, FIRST).days().get(0).reason()).contains("are not of one task");
  }

  @Test
  void other_names_of_folders_cost_one_night_and_no_day() throws Exception {
    logs.otherFolders = true;

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.FAILED);
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);

    assertThat(messages(FIRST)).containsExactly("x");
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.PRESENT);
  }
}
