package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

final class VerifyTest extends CloudTest {
  private static final String BUCKET = "backup.cloudwatch.umma";

  @BeforeEach
  void archive_a_day() throws Exception {
    put(
        "batch",
        at("12:00:00.001"),
        "one message, long enough to be compressed, compressed, compressed");
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
  }

  @Test
  void a_whole_day_is_verified() throws Exception {
    assertThat(verify()).isZero();
    assertThat(out.toString())
        .startsWith("VERIFIED           " + day + " umma-production: archive 1, service 1")
        .contains("days=1 VERIFIED=1");
  }

  @Test
  void an_object_that_was_removed_is_named() throws Exception {
    String key = object();
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));

    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("OBJECT_MISSING").contains(key);
  }

  @Test
  void an_object_that_was_cut_off_is_named() throws Exception {
    String key = object();
    replace(key, Arrays.copyOf(bytes(key), 30));

    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("RESIZED").contains(key + " has 30 bytes instead of ");
  }

  @Test
  void one_flipped_byte_is_found() throws Exception {
    String key = object();
    byte[] flipped = bytes(key);
    flipped[flipped.length / 2] ^= 1;
    replace(key, flipped);

    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("DAMAGED").contains(key);
  }

  @Test
  void a_manifest_that_was_edited_is_found() throws Exception {
    String key = "backup/_logstrata/umma-production/" + day + ".1.json";
    replace(key, object(key).replace("\"atMost\" : 1", "\"atMost\" : 2").getBytes(UTF_8));

    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString())
        .startsWith("MANIFEST_DAMAGED")
        .contains(key + " was changed after it was written");
  }

  @Test
  void reads_that_break_off_or_are_refused_for_a_while_are_no_finding() throws Exception {
    cloud.faults().next("GetObject", Fault.TRUNCATED, 3);
    assertThat(verify()).isZero();
    cloud.faults().next("GetObject", Fault.THROTTLED, 2);
    assertThat(verify()).isZero();
    cloud.faults().next("GetObject", Fault.SHORT_READS, 3);
    assertThat(verify()).isZero();
    assertThat(out.toString()).startsWith("VERIFIED");
  }

  @Test
  void a_manifest_that_was_removed_is_found() throws Exception {
    String key = "backup/_logstrata/umma-production/" + day + ".1.json";
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));

    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("MANIFEST_MISSING").contains(key + " is gone");
  }

  @Test
  void a_group_that_is_gone_is_verified_and_shown_all_the_same() throws Exception {
    logs.deleteLogGroup(delete -> delete.logGroupName(GROUP));

    assertThat(verify()).isZero();
    assertThat(out.toString())
        .startsWith("VERIFIED           " + day + " umma-production: before the group was deleted");
    assertThat(run(config(""), "status")).isZero();
    assertThat(out.toString())
        .startsWith("umma-production (gone) archived=1 copied=0 due=0 at-risk=0");
    assertThat(run(config(""), "status", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"group\":\"umma-production\",\"gone\":true,");
    assertThat(run(config(""), "nightly")).isEqualTo(1);
  }

  @Test
  void a_share_of_the_days_leaves_no_missing_day_out() throws Exception {
    String settings = ", \"settle\": \"PT0S\", \"lookbackDays\": 3";

    assertThat(run(config(settings), "verify", "--sample=1%")).isEqualTo(3);
    assertThat(out.toString()).contains("days=3 ").contains(" MISSING=2");
  }

  @Test
  void a_day_that_has_grown_since_is_found() throws Exception {
    put("batch", at("12:00:00.002"), "late");

    assertThat(verify()).isEqualTo(3);
    // Which of the two depends on the hour that the test runs at: twelve hours after the day's end
    // it has grown.
    assertThat(out.toString()).containsAnyOf("DELAYED", "GROWN").contains("archive 1, service 2");
  }

  @Test
  void a_day_that_the_archive_lacks_is_found() throws Exception {
    assertThat(run(config(", \"settle\": \"PT0S\", \"lookbackDays\": 2"), "verify")).isEqualTo(3);
    assertThat(out.toString())
        .contains("MISSING            " + day.minusDays(1) + " umma-production: no copy");
  }

  @Test
  void a_day_that_was_half_deleted_when_it_was_copied_is_not_called_verified() throws Exception {
    // The day before yesterday: of three days, retention has taken it up to this hour.
    String lookback = ", \"settle\": \"PT0S\", \"lookbackDays\": 4";
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(3));
    assertThat(run(config(lookback), "nightly")).isZero();
    assertThat(out.toString()).contains("verdict=REMNANT service=");

    assertThat(run(config(lookback), "verify")).isZero();
    assertThat(out.toString())
        .contains(
            "REMNANT            "
                + day.minusDays(2)
                + " umma-production: the service may have begun to delete the day before it was"
                + " copied");
  }

  @Test
  void days_of_another_zone_are_not_taken_for_those_of_the_configured_one() throws Exception {
    String moved = ", \"settle\": \"PT0S\", \"lookbackDays\": 1, \"zone\": \"America/St_Johns\"";

    for (String command : List.of("verify", "status", "plan", "doctor")) {
      assertThat(run(config(moved), command)).as(command).isEqualTo(1);
      assertThat(command.equals("doctor") ? out.toString() : err.toString())
          .as(command)
          .contains(
              (command.equals("doctor") ? "BROKEN   zone: " : "failed: ")
                  + "the archive of the group umma-production has the days of the zone Z, and"
                  + " zone");
    }
  }

  @Test
  void prints_json_on_request() throws Exception {
    assertThat(run(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"), "verify", "--json"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"group\":\"umma-production\",\"day\":\""
                + day
                + "\",\"finding\":\"VERIFIED\",\"detail\":\"archive 1, service 1\"}\n");
  }

  @Test
  void a_share_that_is_none_is_wrong_usage() throws Exception {
    assertThat(run(config(""), "verify", "--sample=0%")).isEqualTo(2);
    assertThat(run(config(""), "verify", "--sample=many")).isEqualTo(2);
  }

  private int verify() throws Exception {
    return run(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"), "verify");
  }

  private String object() {
    List<String> keys =
        s3
            .listObjectsV2(list -> list.bucket(BUCKET).prefix("backup/umma-production/"))
            .contents()
            .stream()
            .map(S3Object::key)
            .filter(key -> key.endsWith(".gz"))
            .toList();
    assertThat(keys).hasSize(1);
    return keys.get(0);
  }

  private byte[] bytes(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
  }

  private void replace(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }
}
