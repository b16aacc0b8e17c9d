package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Finding;
import io.logstrata.archiver.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Lines that may be records or parts of a message. */
final class DoubtfulCountTest extends RunFixture {
  @Test
  void a_message_with_a_line_that_looks_like_a_record_does_not_make_the_day_different()
      throws Exception {
    logs.event(
        "umma-production",
        "batch",
        "2026-03-01T12:00:00.100Z",
        "the child wrote:\n2026-03-01T12:00:00.200Z INFO inner");
    logs.event("umma-production", "batch", "2026-03-01T12:00:05Z", "second");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.ARCHIVED);

    assertThat(newest(FIRST).recordsOfTheDay()).isEqualTo(new RecordCount(2, 3));
    assertThat(newest(FIRST).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.PRESENT);
  }

  @Test
  void an_export_without_the_doubtful_records_does_not_take_the_place_of_one_that_has_them()
      throws Exception {
    logs.event("umma-production", "batch", "2026-03-01T12:00:00.100Z", "begin");
    logs.event("umma-production", "batch", "2026-03-01T12:00:00.200Z", "INFO one");
    logs.event("umma-production", "batch", "2026-03-01T12:00:00.300Z", "INFO two");
    logs.miscount = 5;
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(Outcome.DIFFERENT);
    assertThat(newest(FIRST).recordsOfTheDay()).isEqualTo(new RecordCount(1, 3));

    logs.forget("INFO one");
    logs.forget("INFO two");
    RunReport report = backfill(FIRST, FIRST);

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED);
    assertThat(report.days().get(0).reason())
        .isEqualTo(
            "the new export has 1 records, and generation 1 has 1 to 3: that one stays the valid"
                + " one");
    assertThat(messages(FIRST)).hasSize(3);
  }

  /** Three lines that begin like records, of which two are. */
  private void twoEventsThatLookLikeThree() {
    logs.event(
        "umma-production",
        "batch",
        "2026-03-01T12:00:00.100Z",
        "the child wrote:\n2026-03-01T12:00:00.200Z INFO inner");
    logs.event("umma-production", "batch", "2026-03-01T12:00:05Z", "second");
    pace.set("2026-03-02T13:00:00Z");
  }

  private RunReport nightly() throws InterruptedException {
    return run(notices::add).nightly(UMMA, OptionalInt.of(1), false);
  }

  private Checked verified() throws InterruptedException {
    List<Checked> found = new ArrayList<>();
    new Verification(logs, bucket, LAYOUT, PLANNER, pace, CountWith.INSIGHTS)
        .verify(UMMA, OptionalInt.of(1), 3, 1, found::add);
    return found.get(0);
  }

  @Test
  void a_late_event_within_the_range_is_found_by_verify_and_fetched_by_the_next_night()
      throws Exception {
    twoEventsThatLookLikeThree();
    nightly();
    assertThat(newest(FIRST).recordsOfTheDay()).isEqualTo(new RecordCount(2, 3));
    assertThat(verified().finding()).isEqualTo(Finding.VERIFIED);
    assertThat(nightly().days()).isEmpty();

    logs.event("umma-production", "batch", "2026-03-01T13:00:00Z", "late");

    assertThat(verified().finding()).isEqualTo(Finding.GROWN);
    assertThat(verified().detail()).isEqualTo("archive 2, service 3");
    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
    assertThat(newest(FIRST).generation()).isEqualTo(2);
    assertThat(newest(FIRST).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(messages(FIRST)).contains("late");
    assertThat(verified().finding()).isEqualTo(Finding.VERIFIED);
    assertThat(nightly().days()).isEmpty();
    assertThat(logs.requests).hasSize(2);
  }

  @Test
  void a_late_event_within_the_range_that_the_export_does_not_have_yet_is_fetched_a_night_later()
      throws Exception {
    twoEventsThatLookLikeThree();
    nightly();
    logs.lateEvent(
        "umma-production", "batch", "2026-03-01T13:00:00Z", "2026-03-03T09:00:00Z", "late");
    pace.set("2026-03-03T13:00:00Z");
    notExportableYet(true);

    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT, Outcome.ARCHIVED);

    notExportableYet(false);
    pace.set("2026-03-04T13:00:00Z");
    RunReport report = run(notices::add).nightly(UMMA, OptionalInt.of(3), false);
    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);
    assertThat(newest(FIRST).generation()).isEqualTo(3);
    assertThat(messages(FIRST)).contains("late");
  }

  @Test
  void an_event_that_the_service_counts_and_never_exports_is_not_asked_for_every_night()
      throws Exception {
    twoEventsThatLookLikeThree();
    nightly();
    logs.lateEvent(
        "umma-production", "batch", "2026-03-01T13:00:00Z", "2026-12-01T09:00:00Z", "never");
    notExportableYet(true);

    for (int night = 0; night < 6; night++) {
      nightly();
    }

    assertThat(logs.requests).hasSize(3);
    assertThat(nightly().differs()).isFalse();
  }

  /** What has come since the day's end is counted, and in no export of the day. */
  private void notExportableYet(boolean yes) {
    logs.windowMeansIngestion = yes;
  }

  @Test
  void a_late_event_that_a_later_export_has_is_no_reason_to_export_the_doubtful_day_again()
      throws Exception {
    logs.windowMeansIngestion = true;
    twoEventsThatLookLikeThree();
    nightly();
    logs.lateEvent(
        "umma-production", "batch", "2026-03-01T13:00:00Z", "2026-03-02T22:00:00Z", "late");
    pace.set("2026-03-03T13:00:00Z");
    backfill(SECOND, SECOND);

    assertThat(nightly().days()).isEmpty();

    assertThat(logs.requests).hasSize(2);
    assertThat(newest(FIRST).generation()).isEqualTo(1);
    assertThat(messages(FIRST)).contains("late");
  }

  @Test
  void under_the_reading_by_ingestion_a_doubtful_day_with_late_events_is_exported_again_once()
      throws Exception {
    logs.windowMeansIngestion = true;
    twoEventsThatLookLikeThree();
    nightly();
    logs.lateEvent(
        "umma-production", "batch", "2026-03-01T13:00:00Z", "2026-03-02T22:00:00Z", "late");
    pace.set("2026-03-03T13:00:00Z");

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(newest(FIRST).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(nightly().days()).isEmpty();
    assertThat(logs.requests).hasSize(3);
  }
}
