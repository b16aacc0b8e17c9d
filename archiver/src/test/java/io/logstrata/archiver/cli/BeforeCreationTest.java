package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.ExportOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands on a group that was created after midnight and holds events from before it. */
final class BeforeCreationTest extends CloudTest {
  private static final String SETTLED = ", \"settle\": \"PT0S\"";

  @BeforeEach
  void a_group_made_a_minute_after_midnight() {
    logs.deleteLogGroup(delete -> delete.logGroupName(GROUP));
    clock.set(at("00:01:00.000"));
    logs.createLogGroup(create -> create.logGroupName(GROUP));
    put("batch", at("00:00:00.000").minusMillis(1), "before midnight");
    put("batch", at("00:00:00.000"), "at midnight");
    put("batch", at("00:00:30.000"), "after midnight");
    put("batch", at("00:00:00.000").minus(Duration.ofDays(3)), "three days before");
    clock.set(Instant.now());
  }

  private int backfill() throws Exception {
    return run(config(SETTLED), "backfill", "--from=" + day.minusDays(5), "--to=" + day);
  }

  private void assertArchived() throws Exception {
    assertThat(messages(day)).containsExactlyInAnyOrder("at midnight", "after midnight");
    assertThat(messages(day.minusDays(1))).containsExactly("before midnight");
    assertThat(messages(day.minusDays(3))).containsExactly("three days before");
    assertThat(archive().days(GROUP)).containsExactly(day.minusDays(3), day.minusDays(1), day);
  }

  @Test
  void backfill_archives_the_days_of_which_there_is_anything() throws Exception {
    assertThat(backfill()).isZero();

    assertThat(out.toString())
        .contains("days=6 archived=3 provisional=0 present=0 not-final=0 nothing=3")
        .contains(
            "nothing umma-production "
                + day.minusDays(5)
                + ": the group did not exist yet, and holds nothing of the day");
    assertThat(cloud.calls("CreateExportTask")).hasSize(3);
    assertArchived();
  }

  @Test
  void nightly_archives_them_and_the_next_finds_nothing_to_do() throws Exception {
    assertThat(run(config(SETTLED), "plan")).isZero();
    assertThat(out.toString())
        .contains("due umma-production " + day.minusDays(1) + ": the group may hold events")
        .contains("due=3");

    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertArchived();

    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertThat(out.toString()).startsWith("days=0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void verify_and_status_know_them() throws Exception {
    assertThat(run(config(SETTLED), "backfill", "--from=" + day, "--to=" + day)).isZero();
    assertThat(run(config(SETTLED), "verify")).isEqualTo(3);
    assertThat(out.toString())
        .contains("MISSING            " + day.minusDays(1))
        .doesNotContain(day.minusDays(2).toString());
    assertThat(run(config(SETTLED), "nightly")).isZero();

    assertThat(run(config(SETTLED), "verify")).isZero();
    assertThat(out.toString()).contains("days=3 VERIFIED=3");
    assertThat(run(config(SETTLED), "status")).isZero();
    assertThat(out.toString()).startsWith("umma-production archived=3 copied=0 due=0");
  }

  @Test
  void cat_shows_each_event_on_its_day_only() throws Exception {
    assertThat(backfill()).isZero();

    assertThat(run(config(SETTLED), "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            day
                + "T00:00:00.000Z batch at midnight\n"
                + day
                + "T00:00:30.000Z batch after midnight\n");
    LocalDate before = day.minusDays(1);
    assertThat(run(config(SETTLED), "cat", "--group=" + GROUP, "--day=" + before)).isZero();
    assertThat(out.toString()).isEqualTo(before + "T23:59:59.999Z batch before midnight\n");
  }

  @Test
  void an_event_that_comes_later_still_is_noticed_and_archived() throws Exception {
    assertThat(run(config(SETTLED), "nightly")).isZero();
    put("batch", at("00:00:00.000").minusSeconds(60), "later still");
    assertThat(run(config(SETTLED), "verify")).isEqualTo(3);
    assertThat(out.toString()).contains("GROWN              " + day.minusDays(1));

    assertThat(run(config(SETTLED), "nightly")).isZero();

    assertThat(out.toString()).contains("generation=2 verdict=VERIFIED service=2");
    assertThat(messages(day.minusDays(1)))
        .containsExactlyInAnyOrder("before midnight", "later still");
  }

  @Test
  void nothing_is_lost_when_the_service_takes_a_window_for_the_time_of_ingestion()
      throws Exception {
    cloud.exports(ExportOptions.defaults().by(ExportOptions.Window.INGESTION_TIME));

    // The service counts by the time of the event, and the later day's export has the rest.
    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertThat(run(config(SETTLED), "verify")).isZero();

    assertArchived();
  }

  @Test
  void the_archive_of_an_earlier_group_of_that_name_is_not_held_against_the_new_one()
      throws Exception {
    assertThat(run(config(SETTLED), "nightly")).isZero();
    logs.deleteLogGroup(delete -> delete.logGroupName(GROUP));
    logs.createLogGroup(create -> create.logGroupName(GROUP));

    assertThat(run(config(SETTLED), "verify")).isZero();

    assertThat(out.toString()).contains("VERIFIED=3").doesNotContain("SURPLUS");
  }
}
