package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.DayResult.Outcome;
import org.junit.jupiter.api.Test;

/** Should a window of an export mean the time of ingestion, which the service leaves open. */
final class IngestionWindowTest extends NightlyFixture {
  @Test
  void when_a_window_means_ingestion_a_day_is_whole_as_soon_as_the_next_is_exported()
      throws Exception {
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T23:59:59Z", "2026-03-20T00:00:01Z", "after midnight");
    // The first night cannot know what the next export will have.
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(newest().counted().orElseThrow().events()).isEqualTo(2);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "after midnight");
    assertThat(twoDays().days()).isEmpty();
  }

  @Test
  void when_a_window_shows_that_it_means_ingestion_nothing_is_exported_again_in_vain()
      throws Exception {
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-18T23:59:59Z", "2026-03-19T00:00:01Z", "before");
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T23:59:59Z", "2026-03-20T00:00:01Z", "after midnight");
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(logs.requests).hasSize(1);
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(logs.requests).hasSize(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
  }

  @Test
  void when_a_window_means_ingestion_an_event_that_is_days_late_is_found_as_well()
      throws Exception {
    logs.windowMeansIngestion = true;
    nightly();
    logs.lateEvent("umma-production", "s", "2026-03-19T10:00:00Z", "2026-03-20T22:00:00Z", "late");
    logs.event("umma-production", "s", "2026-03-20T10:00:00Z", "next day");
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
    assertThat(twoDays().days()).isEmpty();
  }
}
