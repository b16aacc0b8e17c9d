package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import io.logstrata.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackfillTest extends CloudTest {
  private static final String SETTLED = ", \"settle\": \"PT0S\"";

  @Test
  void archives_a_day_and_reads_back_what_was_logged() throws Exception {
    put("server_info_ip-172-31-26-196_25", at("00:00:00.000"), "first");
    put(
        "server_info_ip-172-31-26-196_25",
        at("23:59:59.999"),
        "여러 줄\n\tat a.B.c(B.java:1)\n\nend 😀");
    put("batch", at("12:00:00.123"), "{\"level\":\"error\",\"statusCode\":500}");

    int exit = backfill(SETTLED);

    assertThat(err.toString()).contains("created the bucket backup.cloudwatch.umma");
    assertThat(out.toString())
        .contains("archived umma-production " + day + ": records=3 objects=2")
        .contains("days=1 archived=1 provisional=0 present=0");
    assertThat(exit).isZero();
    try (Stream<ArchivedRecord> records = archived().records()) {
      assertThat(records)
          .containsExactlyInAnyOrder(
              new ArchivedRecord("server_info_ip-172-31-26-196_25", at("00:00:00.000"), "first"),
              new ArchivedRecord(
                  "server_info_ip-172-31-26-196_25",
                  at("23:59:59.999"),
                  "여러 줄\n\tat a.B.c(B.java:1)\n\nend 😀"),
              new ArchivedRecord(
                  "batch", at("12:00:00.123"), "{\"level\":\"error\",\"statusCode\":500}"));
    }
  }

  @Test
  void what_the_service_counts_as_well_is_verified() throws Exception {
    put("batch", at("00:00:00.000"), "first instant");
    put("batch", at("23:59:59.999"), "last instant");

    assertThat(backfill(SETTLED)).isZero();
    assertThat(out.toString()).contains("verdict=VERIFIED service=2");
    assertThat(backfill(SETTLED + ", \"countWith\": \"scan\"")).isZero();
  }

  @Test
  void an_export_that_completes_without_all_events_is_found_out_and_made_again() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    put("batch", at("12:00:00.001"), "y");
    cloud.faults().exports(ExportFault.PARTIAL, 1);

    assertThat(backfill(SETTLED)).isEqualTo(3);
    assertThat(out.toString())
        .startsWith("different umma-production " + day + ": records=1")
        .contains("verdict=DIFFERENT service=2");

    assertThat(backfill(SETTLED)).isZero();
    assertThat(messages(day)).containsExactly("x", "y");
  }

  @Test
  void many_parts_of_many_gzip_members_are_read_to_the_last_record() throws Exception {
    cloud.exports(ExportOptions.defaults().inPartsOf(400).inMembersOf(100));
    for (int i = 0; i < 30; i++) {
      put("batch", at("12:00:00.000").plusMillis(i), "message number " + i);
    }

    assertThat(backfill(SETTLED)).isZero();
    assertThat(out.toString()).contains("records=30").contains("verdict=VERIFIED");
    assertThat(archived().manifest().objects()).hasSizeGreaterThan(2);
  }

  @Test
  void a_second_run_finds_the_day_done() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(backfill(SETTLED)).isZero();

    assertThat(backfill(SETTLED)).isZero();

    assertThat(out.toString())
        .startsWith("present umma-production " + day + ": records=1 objects=1");
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
  }

  @Test
  void a_day_that_is_not_over_is_copied_provisionally_and_again_later() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    put("batch", Instant.now(), "one");
    String[] command = {"backfill", "--from=" + today, "--to=" + today, "--provisional"};
    assertThat(run(config(""), command)).isZero();
    assertThat(out.toString()).startsWith("provisional umma-production " + today);

    put("batch", Instant.now(), "two");
    assertThat(run(config(""), command)).isZero();

    assertThat(messages(today)).containsExactlyInAnyOrder("one", "two");
    assertThat(archive().day(GROUP, today).orElseThrow().manifest().generation()).isEqualTo(2);
  }

  @Test
  void without_provisional_a_day_that_is_not_over_is_a_difference_not_a_failure() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    assertThat(run(config(""), "backfill", "--from=" + today, "--to=" + today)).isEqualTo(3);
    assertThat(out.toString())
        .startsWith("not-final umma-production " + today + ": the day is not over");
  }

  @Test
  void a_failed_export_is_named_and_makes_the_exit_code_1() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().exports(ExportFault.FAILED, 1);

    assertThat(backfill(SETTLED)).isEqualTo(1);
    assertThat(err.toString()).contains("failed: umma-production " + day + ": export task ");
    assertThat(out.toString())
        .startsWith("failed umma-production " + day + "\n")
        .doesNotContain("export task");
    assertThat(archive().day(GROUP, day)).isEmpty();

    assertThat(backfill(SETTLED)).isZero();
    assertThat(messages(day)).containsExactly("x");
  }

  @Test
  void a_cancelled_export_is_a_failure() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().exports(ExportFault.CANCELLED, 1);

    assertThat(backfill(SETTLED)).isEqualTo(1);
    assertThat(err.toString()).contains("was CANCELLED");
  }

  @Test
  void a_stuck_export_is_cancelled_after_its_time_and_made_in_halves() throws Exception {
    put("batch", at("11:59:59.999"), "before noon");
    put("batch", at("12:00:00.000"), "noon");
    cloud.exports(ExportOptions.defaults().cancelling(Duration.ofMillis(300)));
    cloud.faults().exports(ExportFault.STUCK, 1);

    assertThat(backfill(SETTLED + ", \"taskTimeout\": \"PT1S\"")).isZero();

    assertThat(cloud.calls("CancelExportTask")).hasSize(1);
    assertThat(cloud.calls("CreateExportTask")).hasSize(3);
    assertThat(out.toString()).contains("verdict=VERIFIED service=2");
    assertThat(messages(day)).containsExactlyInAnyOrder("before noon", "noon");
    assertThat(run(config(SETTLED + ", \"lookbackDays\": 1"), "verify")).isZero();
  }

  @Test
  void exports_that_are_always_stuck_are_a_failure_in_the_end() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().exports(ExportFault.STUCK, 100);

    assertThat(backfill(SETTLED + ", \"taskTimeout\": \"PT0.1S\"")).isEqualTo(1);
    assertThat(err.toString()).contains("did not end within PT0.1S").contains("not cut in two");
    assertThat(cloud.calls("CancelExportTask")).hasSize(7);
  }

  @Test
  void throttling_and_server_errors_are_waited_out() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().next("DescribeLogGroups", Fault.SERVER_ERROR, 2);
    cloud.faults().next("CreateExportTask", Fault.THROTTLED, 2);
    cloud.faults().next("DescribeExportTasks", Fault.THROTTLED, 3);
    cloud.faults().next("GetObject", Fault.SERVER_ERROR, 2);

    assertThat(backfill(SETTLED)).isZero();
    assertThat(messages(day)).containsExactly("x");
  }

  @Test
  void an_object_that_breaks_off_in_the_middle_is_read_again() throws Exception {
    put("batch", at("12:00:00.000"), "a message of some length ".repeat(200));
    cloud.faults().next("GetObject", Fault.TRUNCATED, 2);

    assertThat(backfill(SETTLED)).isZero();
    assertThat(out.toString()).contains("verdict=VERIFIED");
  }

  @Test
  void a_service_that_fails_at_random_only_takes_longer() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    for (String operation : List.of("DescribeExportTasks", "CreateExportTask", "GetObject")) {
      cloud.faults().withProbability(operation, Fault.SERVER_ERROR, 0.3, 11);
    }

    assertThat(backfill(SETTLED)).isZero();
    cloud.faults().clear();
    assertThat(messages(day)).containsExactly("x");
  }

  @Test
  void under_the_reading_that_a_window_means_ingestion_late_events_are_found_in_later_days()
      throws Exception {
    cloud.exports(ExportOptions.defaults().by(ExportOptions.Window.INGESTION_TIME));
    put("batch", at("12:00:00.000"), "ingested today");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    assertThat(run(config(SETTLED), "backfill", "--from=" + day, "--to=" + today, "--provisional"))
        .isZero();

    assertThat(messages(day)).containsExactly("ingested today");
    assertThat(messages(today)).isEmpty();
  }

  @Test
  void an_export_whose_answer_is_lost_is_not_made_twice() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().next("CreateExportTask", Fault.ANSWER_LOST, 1);

    assertThat(backfill(SETTLED)).isZero();
    assertThat(messages(day)).containsExactly("x");
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
  }

  @Test
  void the_task_of_another_bucket_is_not_taken_for_ones_own() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(backfill(SETTLED)).isZero();
    var second = config(SETTLED + ", \"countWith\": \"none\"");
    Files.writeString(
        second, Files.readString(second).replace("backup.cloudwatch.umma", "second.umma"));
    cloud.faults().next("CreateExportTask", Fault.THROTTLED, 1);

    assertThat(run(second, "backfill", "--from=" + day, "--to=" + day)).isZero();

    assertThat(out.toString()).contains("records=1 objects=1");
  }

  @Test
  void a_bucket_policy_that_nobody_sees_to_is_named_at_once() throws Exception {
    put("batch", at("12:00:00.000"), "x");

    assertThat(backfill(SETTLED + ", \"manageBucketPolicy\": false")).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "the policy of the bucket backup.cloudwatch.umma has no statement that lets"
                + " logs.ap-northeast-2.amazonaws.com in: set manageBucketPolicy to true, or add")
        .doesNotContain("waiting")
        .doesNotContain("grant logs:CreateExportTask");
  }

  @Test
  void a_foreign_denial_in_the_bucket_policy_is_named_at_once() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(backfill(SETTLED)).isZero();
    String policy = s3.getBucketPolicy(get -> get.bucket("backup.cloudwatch.umma")).policy();
    String denial =
        "{\"Sid\":\"Theirs\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:GetBucketAcl\","
            + "\"Resource\":\"arn:aws:s3:::backup.cloudwatch.umma\"},";
    s3.putBucketPolicy(
        put ->
            put.bucket("backup.cloudwatch.umma")
                .policy(policy.replace("\"Statement\":[", "\"Statement\":[" + denial)));
    LocalDate before = day.minusDays(1);

    assertThat(run(config(SETTLED), "backfill", "--from=" + before, "--to=" + before)).isEqualTo(1);

    assertThat(err.toString()).contains("look in it for a Deny").doesNotContain("waiting");
  }

  @Test
  void while_somebody_elses_export_holds_the_slot_the_run_waits_and_says_whose_it_is()
      throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(
            run(
                config(SETTLED),
                "backfill",
                "--from=" + day.minusDays(1),
                "--to=" + day.minusDays(1)))
        .isZero();
    cloud.exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ofSeconds(3)));
    String id = exportOfAColleague();

    assertThat(backfill(SETTLED)).isZero();

    assertThat(err.toString())
        .contains(
            "waiting: the account's single export slot is held by task "
                + id
                + " (of a colleague) on group umma-production, RUNNING\n");
    assertThat(out.toString()).contains("verdict=VERIFIED service=1");
    assertThat(messages(day)).containsExactly("x");
    assertThat(cloud.calls("CancelExportTask")).isEmpty();
  }

  @Test
  void a_slot_that_somebody_else_holds_for_too_long_is_a_failure_with_a_name() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(
            run(
                config(SETTLED),
                "backfill",
                "--from=" + day.minusDays(1),
                "--to=" + day.minusDays(1)))
        .isZero();
    cloud.exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ofHours(1)));
    String id = exportOfAColleague();

    assertThat(backfill(SETTLED + ", \"slotWait\": \"PT1S\"")).isEqualTo(1);

    assertThat(err.toString())
        .contains("gave up after PT1S of waiting: the account's single export slot is held by task")
        .contains(id + " (of a colleague)");
    assertThat(cloud.calls("CancelExportTask")).isEmpty();
  }

  private String exportOfAColleague() {
    return logs.createExportTask(
            task ->
                task.taskName("of a colleague")
                    .logGroupName(GROUP)
                    .from(at("12:00:00.000").toEpochMilli())
                    .to(at("13:00:00.000").toEpochMilli())
                    .destination("backup.cloudwatch.umma")
                    .destinationPrefix("elsewhere"))
        .taskId();
  }

  @Test
  void a_missing_permission_is_named_at_once() throws Exception {
    cloud.faults().next("CreateExportTask", Fault.PERMISSION_MISSING, 1);

    assertThat(backfill(SETTLED)).isEqualTo(1);
    assertThat(err.toString()).contains("grant logs:CreateExportTask");
  }

  @Test
  void refused_credentials_stop_the_run_at_once() throws Exception {
    cloud.faults().next("DescribeLogGroups", Fault.CREDENTIALS_REFUSED, 1);

    assertThat(backfill(SETTLED)).isEqualTo(1);
    assertThat(err.toString()).contains("stopped: ").contains("because of the credentials");
  }

  @Test
  void a_filter_that_matches_no_group_stops_the_run() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    var config = config("");
    Files.writeString(
        config, Files.readString(config).replace("umma-production", "umma-produktion"));

    assertThat(run(config, "backfill", "--from=" + day, "--to=" + day)).isEqualTo(1);
    assertThat(err.toString()).contains("no log group fits logGroupFilter \"umma-produktion\"");
  }

  @Test
  void wrong_usage_and_wrong_configuration_are_exit_code_2() throws Exception {
    assertThat(run(config(", \"settel\": \"PT0S\""), "backfill", "--from=" + day, "--to=" + day))
        .isEqualTo(2);
    assertThat(err.toString()).contains("did you mean \"settle\"?");
    assertThat(run(config(""), "backfill", "--from=yesterday", "--to=" + day)).isEqualTo(2);
    assertThat(err.toString()).contains("give a day such as 2026-01-31");
    assertThat(run(config(""), "backfill", "--from=" + day, "--to=" + day.minusDays(1)))
        .isEqualTo(2);
    assertThat(run(config(""), "backfil")).isEqualTo(2);
    assertThat(run(config(""), "backfill", "--from=" + day, "--to=+999999999-12-31")).isEqualTo(2);
    assertThat(err.toString()).contains("lies in the future: give today or an earlier day");
    assertThat(run(config(""), "backfill", "--from=1000-01-01", "--to=" + day)).isEqualTo(2);
    assertThat(err.toString()).contains("is more than 10 years: give a later --from");
  }

  private ArchivedDay archived() throws IOException {
    return archive().day(GROUP, day).orElseThrow();
  }
}
