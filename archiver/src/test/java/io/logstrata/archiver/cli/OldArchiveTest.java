package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** What docs/archiver.md says of an archive that the replaced system left in the same folder. */
final class OldArchiveTest extends CloudTest {
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String SETTLED = ", \"settle\": \"PT0S\"";

  private final LocalDate expired = day.minusDays(3);

  @BeforeEach
  void two_old_days_with_windows_that_drifted() {
    s3.createBucket(create -> create.bucket(BUCKET));
    put("batch", at("00:01:00.000"), "before the old window");
    put("batch", at("12:00:00.000"), "in it");
    old(day, day + "T12:00:00.000Z in it\n" + day.plusDays(1) + "T00:01:00.000Z of the next day\n");
    put("batch", expired.atTime(12, 0).toInstant(ZoneOffset.UTC), "long ago");
    old(expired, expired + "T12:00:00.000Z long ago\n");
  }

  private void old(LocalDate of, String text) {
    s3.putObject(put -> put.bucket(BUCKET).key(key(of)), RequestBody.fromString(text));
  }

  /** As the replaced system spelt it: month and day are not padded. */
  private static String key(LocalDate of) {
    return "backup/umma-production/"
        + of.getYear()
        + "/"
        + of.getMonthValue()
        + "/"
        + of.getDayOfMonth()
        + "/old-task/batch/000000.gz";
  }

  @Test
  void a_day_that_the_service_still_has_gets_a_proven_copy_of_its_own() throws Exception {
    String before = object(key(day));

    assertThat(backfill(SETTLED)).isZero();

    assertThat(out.toString()).contains("records=2 objects=1").contains("verdict=VERIFIED");
    assertThat(run(config(SETTLED), "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            day
                + "T00:01:00.000Z batch before the old window\n"
                + day
                + "T12:00:00.000Z batch in it\n");
    assertThat(object(key(day))).isEqualTo(before);
    assertThat(run(config(SETTLED + ", \"lookbackDays\": 1"), "verify")).isZero();
  }

  @Test
  void no_manifest_is_made_up_for_a_day_that_the_service_no_longer_has() throws Exception {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(1));

    assertThat(run(config(SETTLED), "backfill", "--from=" + expired, "--to=" + expired)).isZero();

    assertThat(out.toString())
        .startsWith(
            "nothing umma-production "
                + expired
                + ": the group's retention has removed the day already");
    assertThat(archive().day(GROUP, expired)).isEmpty();
    assertThat(run(config(SETTLED), "cat", "--group=" + GROUP, "--day=" + expired)).isEqualTo(1);
    assertThat(err.toString()).contains("there is no copy of umma-production " + expired);
    assertThat(object(key(expired))).isEqualTo(expired + "T12:00:00.000Z long ago\n");
  }
}
