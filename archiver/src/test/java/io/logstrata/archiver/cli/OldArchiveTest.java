package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What docs/archiver.md says of an archive that the replaced system left in the same folder. */
final class OldArchiveTest extends CloudTest {
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String SETTLED = ", \"settle\": \"PT0S\"";

  private final LocalDate expired = day.minusDays(3);
  private final LocalDate alsoExpired = day.minusDays(2);

  @BeforeEach
  void two_old_days_with_windows_that_drifted() {
    s3.createBucket(create -> create.bucket(BUCKET));
    put("batch", at("00:01:00.000"), "before the old window");
    put("batch", at("12:00:00.000"), "in it");
    old(
        day,
        "old-task",
        day + "T12:00:00.000Z in it\n" + day.plusDays(1) + "T00:01:00.000Z next\n");
    put("batch", expired.atTime(12, 0).toInstant(ZoneOffset.UTC), "long ago");
    old(
        expired,
        "old-task",
        expired
            + "T12:00:00.000Z long ago\n"
            + alsoExpired
            + "T00:02:00.000Z in two windows\n"
            + alsoExpired
            + "T00:03:00.000Z twin\n"
            + alsoExpired
            + "T00:03:00.000Z twin\n");
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private void old(LocalDate of, String task, String text) {
    put(key(of, task), gzip(text));
  }

  private void put(String key, byte[] bytes) {
    s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  private byte[] bytes(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
  }

  private static String key(LocalDate of, String task) {
    return folder(of) + task + "/batch/000000.gz";
  }

  /** As the replaced system spelt it: month and day are not padded. */
  private static String folder(LocalDate of) {
    return "backup/umma-production/"
        + of.getYear()
        + "/"
        + of.getMonthValue()
        + "/"
        + of.getDayOfMonth()
        + "/";
  }

  private void retention(int days) {
    logs.putRetentionPolicy(put -> put.logGroupName(GROUP).retentionInDays(days));
  }

  private int adopt(String... more) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("adopt", "--from=" + expired, "--to=" + alsoExpired));
    all.addAll(List.of(more));
    return run(config(SETTLED), all.toArray(String[]::new));
  }

  private int cat(LocalDate of) throws IOException {
    return run(config(SETTLED), "cat", "--group=" + GROUP, "--day=" + of);
  }

  private int verify() throws IOException {
    return run(config(SETTLED + ", \"lookbackDays\": 0"), "verify");
  }

  private List<String> keys() {
    return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void a_day_that_the_service_still_has_gets_a_proven_copy_of_its_own() throws Exception {
    byte[] before = bytes(key(day, "old-task"));

    assertThat(backfill(SETTLED)).isZero();

    assertThat(out.toString()).contains("records=2 objects=1").contains("verdict=VERIFIED");
    assertThat(cat(day)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            day
                + "T00:01:00.000Z batch before the old window\n"
                + day
                + "T12:00:00.000Z batch in it\n");
    assertThat(bytes(key(day, "old-task"))).isEqualTo(before);
    assertThat(run(config(SETTLED + ", \"lookbackDays\": 1"), "verify")).isZero();
  }

  @Test
  void backfill_makes_up_no_manifest_for_a_day_that_the_service_no_longer_has() throws Exception {
    retention(1);

    assertThat(run(config(SETTLED), "backfill", "--from=" + expired, "--to=" + expired)).isZero();

    assertThat(out.toString())
        .startsWith(
            "nothing umma-production "
                + expired
                + ": the group's retention has removed the day already");
    assertThat(archive().day(GROUP, expired)).isEmpty();
    assertThat(cat(expired)).isEqualTo(1);
    assertThat(err.toString()).contains("there is no copy of umma-production " + expired);
  }

  @Test
  void a_dry_run_says_what_would_be_adopted_and_writes_nothing() throws Exception {
    retention(1);
    List<String> before = keys();

    assertThat(adopt("--dry-run")).isEqualTo(3);

    assertThat(out.toString())
        .startsWith("adoptable umma-production " + expired + ": tasks=1 objects=1 bytes=")
        .contains("nothing umma-production " + alsoExpired + ": nothing lies in its folder")
        .contains("days=2 adopted=0 adoptable=1 present=0 nothing=1 held=0 refused=0 failed=0");
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void days_that_only_the_old_archive_has_are_adopted_as_what_they_are() throws Exception {
    retention(1);
    old(
        alsoExpired,
        "second-task",
        alsoExpired
            + "T00:02:00.000Z in two windows\n"
            + alsoExpired
            + "T00:03:00.000Z twin\n"
            + alsoExpired
            + "T00:03:00.000Z twin\n"
            + alsoExpired
            + "T18:00:00.000Z evening\n\twith a second line\n");
    put(folder(alsoExpired) + "aws-logs-write-test", "Permission Check Successful".getBytes(UTF_8));
    byte[] before = bytes(key(expired, "old-task"));
    List<String> keysBefore = keys();

    assertThat(adopt()).isZero();

    assertThat(out.toString())
        .startsWith(
            "adopted umma-production "
                + expired
                + ": records=4 of-other-days=3 tasks=1 objects=1 bytes=")
        .contains("verdict=ADOPTED")
        .contains("days=2 adopted=2");
    assertThat(bytes(key(expired, "old-task"))).isEqualTo(before);
    assertThat(keys()).containsAll(keysBefore);
    String manifest = object("backup/_logstrata/umma-production/" + alsoExpired + ".1.json");
    assertThat(manifest)
        .contains("\"verdict\" : \"ADOPTED\"", "second-task")
        .doesNotContain("aws-logs-write-test", "\"counted\"");

    assertThat(cat(alsoExpired)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            DAYT00:02:00.000Z batch in two windows
            DAYT00:03:00.000Z batch twin
            DAYT00:03:00.000Z batch twin
            DAYT18:00:00.000Z batch evening
            \twith a second line
            """
                .replace("DAY", alsoExpired.toString()));
    assertThat(verify()).isZero();
    assertThat(out.toString())
        .startsWith("ADOPTED            " + expired + " umma-production: records 1\n")
        .contains("days=2 ADOPTED=2");
    assertThat(run(config(SETTLED + ", \"lookbackDays\": 0"), "status")).isZero();
    assertThat(out.toString())
        .startsWith("umma-production archived=0 copied=0 due=0 at-risk=0 adopted=2\n");
    assertThat(run(config(SETTLED), "status", "--json")).isEqualTo(3);
    assertThat(out.toString()).contains("\"" + expired + "\":\"ADOPTED\"");
  }

  @Test
  void records_of_a_missed_night_are_found_in_the_folder_of_the_day_before() throws Exception {
    retention(1);
    assertThat(adopt()).isZero();
    assertThat(out.toString()).contains("nothing umma-production " + alsoExpired);

    assertThat(cat(alsoExpired)).isEqualTo(1);

    assertThat(err.toString())
        .contains("there is no copy of umma-production " + alsoExpired)
        .contains("3 records of it are in " + key(expired, "old-task"));
  }

  @Test
  void records_that_a_remnant_may_lack_are_named_and_not_shown() throws Exception {
    // Of the oldest day that is left, retention has taken what is older than this hour.
    retention(3);
    assertThat(adopt()).isZero();
    assertThat(run(config(SETTLED), "backfill", "--from=" + alsoExpired, "--to=" + alsoExpired))
        .isZero();
    assertThat(out.toString()).contains("verdict=REMNANT");

    assertThat(cat(alsoExpired)).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "the service may have begun to delete "
                + alsoExpired
                + " before it was copied; what is gone may be among the 3 records of it in "
                + key(expired, "old-task")
                + ", which are not shown\n");
  }

  @Test
  void a_second_run_finds_nothing_to_do() throws Exception {
    retention(1);
    assertThat(adopt()).isZero();
    List<String> before = keys();

    assertThat(adopt()).isZero();

    assertThat(out.toString())
        .startsWith("present umma-production " + expired + ": there is a copy already");
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void a_night_after_it_exports_what_the_service_has_and_no_adopted_day() throws Exception {
    retention(3);
    assertThat(adopt("--from=" + expired)).isEqualTo(2);
    assertThat(run(config(SETTLED), "adopt", "--from=" + expired, "--to=" + day)).isEqualTo(3);
    assertThat(out.toString())
        .contains("adopted umma-production " + expired)
        .contains("held umma-production " + day + ": the service holds the day: backfill --from ");

    run(config(SETTLED), "nightly");

    assertThat(out.toString())
        .contains("archived umma-production " + day)
        .doesNotContain("umma-production " + expired);
    assertThat(cat(day)).isZero();
    assertThat(out.toString()).contains("before the old window").doesNotContain("next");
  }

  @Test
  void a_damaged_object_is_named_and_its_day_is_not_adopted() throws Exception {
    retention(1);
    String key = key(expired, "old-task");
    byte[] whole = bytes(key);
    put(key, Arrays.copyOf(whole, whole.length - 9));
    old(alsoExpired, "second-task", alsoExpired + "T18:00:00.000Z evening\n");

    assertThat(adopt()).isEqualTo(1);

    assertThat(out.toString())
        .contains("failed umma-production " + expired + "\n")
        .contains("adopted umma-production " + alsoExpired);
    assertThat(err.toString())
        .contains("failed: umma-production " + expired + ": " + key + " is damaged")
        .contains("Put a whole copy of the object in its place");
    assertThat(keys()).noneMatch(each -> each.contains("_logstrata/umma-production/" + expired));

    put(key, whole);
    assertThat(adopt()).isZero();
    assertThat(out.toString()).contains("adopted=1").contains("present=1");
  }

  @Test
  void verify_finds_what_is_done_to_adopted_objects_and_names_it() throws Exception {
    retention(1);
    assertThat(adopt()).isZero();
    String key = key(expired, "old-task");
    byte[] whole = bytes(key);

    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 1;
    put(key, flipped);
    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("DAMAGED").contains(key);

    put(key, Arrays.copyOf(whole, whole.length - 1));
    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("RESIZED").contains(key);

    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("OBJECT_MISSING").contains(key);

    put(key, whole);
    String manifest = "backup/_logstrata/umma-production/" + expired + ".1.json";
    put(manifest, object(manifest).replace("ADOPTED", "VERIFIED").getBytes(UTF_8));
    assertThat(verify()).isEqualTo(3);
    assertThat(out.toString()).startsWith("MANIFEST_DAMAGED").contains(manifest);
  }

  @Test
  void a_group_that_is_gone_is_adopted_by_its_name_and_watched_over() throws Exception {
    logs.deleteLogGroup(delete -> delete.logGroupName(GROUP));
    logs.createLogGroup(create -> create.logGroupName("another"));
    assertThat(adopt()).isEqualTo(1);
    assertThat(err.toString()).contains("no log group fits");

    assertThat(adopt("--group=" + GROUP)).isZero();

    assertThat(err.toString()).contains("the service has no log group umma-production");
    assertThat(cat(expired)).isZero();
    assertThat(out.toString()).isEqualTo(expired + "T12:00:00.000Z batch long ago\n");
    assertThat(verify()).isZero();
    assertThat(out.toString()).contains("days=1 ADOPTED=1");
    assertThat(run(config(SETTLED), "status")).isZero();
    assertThat(out.toString())
        .startsWith("umma-production (gone) archived=0 copied=0 due=0 at-risk=0 adopted=1\n");
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(key(expired, "old-task")));
    assertThat(verify()).isEqualTo(3);
  }

  @Test
  void a_folder_of_two_groups_is_adopted_under_neither_name() throws Exception {
    retention(1);
    logs.createLogGroup(create -> create.logGroupName("/umma/production"));

    assertThat(adopt()).isEqualTo(1);

    assertThat(err.toString())
        .contains("the groups umma-production and /umma/production share a folder");
    assertThat(keys()).noneMatch(key -> key.endsWith(".json") && key.contains("umma-production"));
  }

  @Test
  void an_old_archive_in_another_layout_than_new_days_is_adopted_by_naming_that() throws Exception {
    retention(1);
    String hive =
        SETTLED
            + ", \"layout\": \"{folder}/group={group}/year={yyyy}/month={MM}/day={dd}\","
            + " \"lookbackDays\": 0";
    String[] adopt = {"adopt", "--from=" + expired, "--to=" + expired};
    assertThat(run(config(hive), adopt)).isZero();
    assertThat(out.toString()).contains("nothing=1");

    assertThat(
            run(
                config(hive),
                "adopt",
                "--from=" + expired,
                "--to=" + expired,
                "--layout={folder}/{group}/{yyyy}/{M}/{d}"))
        .isZero();

    assertThat(out.toString()).contains("adopted=1");
    assertThat(run(config(hive), "verify")).isZero();
    assertThat(out.toString()).contains("ADOPTED=1");
  }

  @Test
  void wrong_usage_is_said_before_anything_is_asked() throws Exception {
    assertThat(adopt("--group=umma-*")).isEqualTo(2);
    assertThat(err.toString()).contains("umma-* is no log group's name");
    assertThat(adopt("--layout={folder}/{group}")).isEqualTo(2);
    assertThat(err.toString()).contains("{yyyy} is missing");
    assertThat(run(config(""), "adopt", "--from=" + day, "--to=" + expired)).isEqualTo(2);
  }
}
