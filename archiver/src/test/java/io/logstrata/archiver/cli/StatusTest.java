package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.ExportFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StatusTest extends CloudTest {
  private static final String SETTINGS = ", \"settle\": \"PT0S\", \"lookbackDays\": 2";

  @Test
  void shows_what_is_archived_and_what_is_due() throws Exception {
    assertThat(backfill(SETTINGS)).isZero();

    assertThat(run(config(SETTINGS), "status")).isZero();
    assertThat(out.toString())
        .startsWith("umma-production archived=1 copied=0 due=1 at-risk=0\n  ");
    assertThat(run(config(SETTINGS), "status", "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"group\":\"umma-production\",\"days\":{\""
                + day.minusDays(1)
                + "\":\"DUE\",\""
                + day
                + "\":\"ARCHIVED\"}}\n");
  }

  @Test
  void a_day_that_the_service_deletes_before_long_is_exit_code_3() throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));

    assertThat(run(config(SETTINGS), "status")).isEqualTo(3);
    assertThat(out.toString()).contains("at-risk=2").contains("!");
  }

  @Test
  void a_day_that_still_settles_and_is_deleted_before_long_is_exit_code_3_for_all()
      throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));
    String settling = ", \"settle\": \"PT30H\", \"lookbackDays\": 1";

    assertThat(run(config(settling), "nightly")).isEqualTo(3);
    // Before anything else, as that the bucket was created.
    assertThat(err.toString())
        .startsWith(
            "about to be lost: umma-production " + day + " expires within days, unarchived\n")
        .containsOnlyOnce("about to be lost")
        .contains("created the bucket");
    assertThat(run(config(settling), "status")).isEqualTo(3);
    assertThat(out.toString()).contains("due=0 at-risk=1");
    assertThat(run(config(settling), "plan")).isEqualTo(3);
    assertThat(out.toString())
        .startsWith("waits umma-production " + day + ": the day is over, but")
        .endsWith("due=0 at-risk=1\n");
  }

  @Test
  void a_day_that_is_about_to_be_lost_and_fails_is_named_before_the_results() throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().exports(ExportFault.FAILED, 1);
    String settled = ", \"settle\": \"PT0S\", \"lookbackDays\": 1";

    assertThat(run(config(settled), "nightly")).isEqualTo(1);

    assertThat(err.toString().lines().filter(line -> !line.contains("bucket")).toList())
        .containsSubsequence(
            "about to be lost: umma-production " + day + " expires within days, unarchived")
        .last()
        .asString()
        .startsWith("failed: umma-production " + day);
    assertThat(run(config(settled), "nightly")).isZero();
    assertThat(err.toString()).doesNotContain("about to be lost");
  }

  @Test
  void the_group_that_is_about_to_lose_a_day_comes_first() throws Exception {
    clock.set(Instant.now().minus(Duration.ofDays(5)));
    logs.createLogGroup(group -> group.logGroupName("a-umma-production-that-is-quiet"));
    clock.set(Instant.now());
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));

    assertThat(run(config(SETTINGS), "status")).isEqualTo(3);

    assertThat(out.toString().lines().filter(line -> line.contains("archived=")).toList())
        .containsExactly(
            "umma-production archived=0 copied=0 due=0 at-risk=2",
            "a-umma-production-that-is-quiet archived=0 copied=0 due=2 at-risk=0");
  }

  @Test
  void a_provisional_copy_is_no_reason_to_be_quiet() throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));
    String settling = ", \"settle\": \"PT30H\", \"lookbackDays\": 1";
    assertThat(backfill(settling, "--provisional")).isZero();

    assertThat(run(config(settling), "nightly")).isEqualTo(3);
    assertThat(run(config(settling), "status")).isEqualTo(3);
    assertThat(out.toString()).contains("copied=0 due=0 at-risk=1");

    assertThat(run(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"), "nightly")).isZero();
    assertThat(run(config(settling), "status")).isZero();
  }

  @Test
  void a_day_that_settles_and_is_kept_for_long_is_no_alarm() throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(90));
    String settling = ", \"settle\": \"PT30H\", \"lookbackDays\": 1";

    assertThat(run(config(settling), "nightly")).isZero();
    assertThat(run(config(settling), "status")).isZero();
  }

  @Test
  void before_the_first_run_there_is_a_plan_and_no_bucket() throws Exception {
    assertThat(run(config(SETTINGS), "plan")).isZero();
    assertThat(out.toString())
        .startsWith("due umma-production " + day.minusDays(1) + ": the day is over and settled")
        .endsWith("due=2 at-risk=0\n");
    assertThat(cloud.calls("CreateBucket")).isEmpty();
  }

  @Test
  void nightly_archives_what_is_due() throws Exception {
    put("batch", at("12:00:00.000"), "x");

    assertThat(run(config(SETTINGS), "nightly")).isZero();
    assertThat(out.toString()).contains("days=2 archived=2");
    assertThat(run(config(SETTINGS), "nightly")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "days=0 archived=0 provisional=0 present=0 not-final=0 nothing=0 different=0"
                + " failed=0\n");
  }
}
