package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.run.DayResult.Outcome;
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
}
