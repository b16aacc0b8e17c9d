package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class DoctorTest extends CloudTest {
  @Test
  void a_sound_environment_is_said_to_be_sound_and_a_second_look_as_well() throws Exception {
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();

    assertThat(run(config(""), "doctor")).isZero();
    assertThat(run(config(""), "doctor")).isZero();

    assertThat(out.toString())
        .contains("FINE     bucket: backup.cloudwatch.umma is in ap-northeast-2")
        .contains("FINE     policy: names logs.ap-northeast-2.amazonaws.com")
        .contains("FINE     objects: can be written under a condition, and read back")
        .contains("FINE     credentials: the service takes them, account ")
        .contains("FINE     log groups: 1 are chosen")
        .contains("FINE     export slot: free")
        .contains("FINE     other runs: none is at work")
        .doesNotContain("BROKEN");
  }

  @Test
  void before_the_first_run_a_missing_bucket_is_no_fault_and_is_not_created() throws Exception {
    assertThat(run(config(""), "doctor")).isZero();

    assertThat(out.toString()).contains("DOUBTFUL bucket: there is no backup.cloudwatch.umma");
    assertThat(cloud.calls("CreateBucket")).isEmpty();
  }

  @Test
  void each_fault_is_named_with_its_remedy() throws Exception {
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
    cloud.faults().next("DescribeLogGroups", Fault.PERMISSION_MISSING, 1);
    cloud.faults().next("PutObject", Fault.PERMISSION_MISSING, 1);

    assertThat(run(config(""), "doctor")).isEqualTo(1);

    assertThat(out.toString())
        .contains("BROKEN   log groups: logs:DescribeLogGroups was denied")
        .contains("BROKEN   objects: s3:PutObject")
        .contains("grant s3:PutObject");
  }

  @Test
  void a_retention_too_short_for_settling_is_said_before_anything_is_lost() throws Exception {
    logs.putRetentionPolicy(group -> group.logGroupName(GROUP).retentionInDays(1));

    assertThat(run(config(""), "doctor")).isEqualTo(1);

    assertThat(out.toString())
        .contains("BROKEN   retention: umma-production keeps its events for 1 days only")
        .contains("raise its retention, or lower settle");
  }

  @Test
  void who_holds_the_accounts_export_slot_is_said() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
    cloud.faults().exports(ExportFault.STUCK, 1);
    String id =
        logs.createExportTask(
                task ->
                    task.taskName("of a colleague")
                        .logGroupName(GROUP)
                        .from(at("12:00:00.000").toEpochMilli())
                        .to(at("13:00:00.000").toEpochMilli())
                        .destination("backup.cloudwatch.umma")
                        .destinationPrefix("elsewhere"))
            .taskId();

    assertThat(run(config(""), "doctor")).isZero();

    assertThat(out.toString())
        .contains(
            "DOUBTFUL export slot: held by task "
                + id
                + " (of a colleague) on group umma-production: a run waits for it, up to slotWait");
  }

  @Test
  void who_is_at_work_is_said() throws Exception {
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
    String until = Instant.now().plusSeconds(3600).toString();
    s3.putObject(
        lease -> lease.bucket("backup.cloudwatch.umma").key("backup/_logstrata/lease.json"),
        RequestBody.fromString("{\"owner\":\"host b\",\"expires\":\"" + until + "\"}"));

    assertThat(run(config(""), "doctor")).isZero();

    assertThat(out.toString()).contains("DOUBTFUL other runs: host b is at work");
  }
}
