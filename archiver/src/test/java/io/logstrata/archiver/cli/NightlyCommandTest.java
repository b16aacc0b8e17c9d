package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

final class NightlyCommandTest extends CloudTest {
  private static final String SETTLED = ", \"settle\": \"PT0S\", \"lookbackDays\": 1";

  @Test
  void events_that_came_late_are_found_and_archived_the_next_time() throws Exception {
    put("batch", at("12:00:00.000"), "in time");
    assertThat(run(config(SETTLED), "nightly")).isZero();
    put("batch", at("12:00:00.001"), "late");

    assertThat(run(config(SETTLED), "nightly")).isZero();

    assertThat(out.toString()).contains("generation=2 verdict=VERIFIED service=2");
    assertThat(messages(day)).containsExactlyInAnyOrder("in time", "late");
    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertThat(out.toString()).startsWith("days=0");
  }

  @Test
  void late_events_are_found_by_the_days_of_any_zone() throws Exception {
    String seoul = ", \"settle\": \"PT0S\", \"lookbackDays\": 2" + ", \"zone\": \"Asia/Seoul\"";
    // Both on the day before, by the calendar of Seoul, which is nine hours ahead.
    put("batch", at("01:00:00.000").minusSeconds(36_000), "in time");
    assertThat(run(config(seoul), "nightly")).isZero();
    put("batch", at("01:00:00.001").minusSeconds(36_000), "late");

    assertThat(run(config(seoul), "nightly")).isZero();

    assertThat(out.toString()).contains("generation=2 verdict=VERIFIED service=2");
  }

  @Test
  void a_group_of_the_infrequent_access_class_is_archived_and_verified() throws Exception {
    infrequentAccess();

    assertThat(run(config(SETTLED), "nightly")).isZero();

    assertThat(out.toString())
        .contains("archived umma-production " + day + ": records=2")
        .contains("verdict=VERIFIED service=2");
    assertThat(messages(day)).containsExactly("x", "y");
    assertThat(run(config(SETTLED), "verify")).isZero();
    put("batch", at("12:00:00.002"), "late");
    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertThat(out.toString()).contains("generation=2 verdict=VERIFIED service=3");
  }

  @Test
  void a_group_of_the_infrequent_access_class_cannot_be_counted_by_reading_and_that_is_said()
      throws Exception {
    infrequentAccess();
    String scan = SETTLED + ", \"countWith\": \"scan\"";

    assertThat(run(config(scan), "nightly")).isZero();

    assertThat(out.toString()).contains("records=2").contains("verdict=ARCHIVED");
    assertThat(err.toString())
        .contains("archived but not verified, the service's count is not to be had")
        .contains("not supported for log groups of the Infrequent Access class");
    assertThat(run(config(scan), "nightly")).isZero();
    assertThat(out.toString()).startsWith("days=0");
  }

  private void infrequentAccess() {
    logs.deleteLogGroup(group -> group.logGroupName(GROUP));
    clock.set(Instant.now().minus(Duration.ofDays(5)));
    logs.createLogGroup(
        group -> group.logGroupName(GROUP).logGroupClass(LogGroupClass.INFREQUENT_ACCESS));
    clock.set(Instant.now());
    put("batch", at("12:00:00.000"), "x");
    put("batch", at("12:00:00.001"), "y");
  }

  @Test
  void queries_that_are_denied_are_exit_code_1_and_made_up_for_when_they_are_granted()
      throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().next("StartQuery", Fault.PERMISSION_MISSING, 1);

    assertThat(run(config(SETTLED), "nightly")).isEqualTo(1);
    assertThat(out.toString()).contains("archived=1").contains("verdict=ARCHIVED");
    assertThat(err.toString())
        .contains("copies are archived and not verified, since the service's count was denied")
        .contains("grant logs:StartQuery and logs:GetQueryResults");

    assertThat(run(config(SETTLED), "nightly")).isZero();
    assertThat(out.toString()).contains("generation=2 verdict=VERIFIED service=1");
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    assertThat(messages(day)).containsExactly("x");
  }

  @Test
  void a_second_runner_says_who_is_at_work_and_ends_well() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(run(config(SETTLED), "nightly")).isZero();
    s3.putObject(
        lease -> lease.bucket("backup.cloudwatch.umma").key("backup/_logstrata/lease.json"),
        RequestBody.fromString("{\"owner\":\"host b\",\"expires\":\"2999-01-01T00:00:00Z\"}"));

    assertThat(run(config(SETTLED), "nightly")).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("nothing done: another run is at work: host b");
  }
}
