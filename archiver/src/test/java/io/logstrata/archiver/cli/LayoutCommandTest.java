package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Where days go is a setting, and where they went is in their manifests. */
final class LayoutCommandTest extends CloudTest {
  private static final String SETTLED = ", \"settle\": \"PT0S\", \"lookbackDays\": 2";
  private static final String HIVE =
      SETTLED + ", \"layout\": \"{folder}/group={group}/year={yyyy}/month={MM}/day={dd}\"";

  @Test
  void another_layout_leaves_older_days_where_they_are_readable_and_not_exported_again()
      throws Exception {
    put("batch", at("12:00:00.000"), "of yesterday");
    assertThat(backfill(SETTLED)).isZero();

    assertThat(run(config(HIVE), "nightly")).isZero();

    assertThat(out.toString()).contains("days=1 archived=1");
    Manifest older = archive().newest(GROUP, day).orElseThrow();
    assertThat(older.generation()).isEqualTo(1);
    assertThat(older.layout()).isEqualTo("{folder}/{group}/{yyyy}/{M}/{d}");
    assertThat(older.objects().get(0).key())
        .startsWith("backup/umma-production/" + folder("uuuu/M/d") + "/");
    assertThat(messages(day)).containsExactly("of yesterday");
    assertThat(run(config(HIVE), "cat", "--group=umma-production", "--day=" + day)).isZero();
    assertThat(out.toString()).endsWith("batch of yesterday\n");
    assertThat(run(config(HIVE), "verify")).isZero();
    assertThat(out.toString()).endsWith("days=2 VERIFIED=2\n");
    assertThat(run(config(HIVE), "backfill", "--from=" + day, "--to=" + day)).isZero();
    assertThat(out.toString()).contains("present=1");
  }

  @Test
  void a_day_goes_into_hive_style_folders_and_its_manifest_says_so() throws Exception {
    put("batch", at("12:00:00.000"), "x");

    assertThat(backfill(HIVE)).isZero();

    Manifest manifest = archive().newest(GROUP, day).orElseThrow();
    String expected = "backup/group=umma-production/" + folder("'year='uuuu'/month='MM'/day='dd");
    assertThat(manifest.prefix()).isEqualTo(expected);
    assertThat(manifest.objects().get(0).key()).startsWith(expected + "/");
    assertThat(manifest.layout())
        .isEqualTo("{folder}/group={group}/year={yyyy}/month={MM}/day={dd}");
  }

  @Test
  void all_that_is_wrong_with_a_layout_is_said_before_any_call() throws Exception {
    assertThat(backfill(", \"layout\": \"{folder}/{logGroup}/{yyyy}/{MM}#\"")).isEqualTo(2);

    assertThat(err.toString())
        .contains("archiver.json line 3: \"layout\": \"{folder}/{logGroup}/{yyyy}/{MM}#\" is no")
        .contains("there is no {logGroup}: did you mean {group}?")
        .contains("stumble over #");
    assertThat(cloud.calls("DescribeLogGroups")).isEmpty();
  }

  @Test
  void groups_that_would_share_a_folder_are_refused_in_every_layout() throws Exception {
    logs.createLogGroup(group -> group.logGroupName("a/umma-production"));
    logs.createLogGroup(group -> group.logGroupName("a-umma-production"));

    assertThat(backfill(HIVE)).isEqualTo(1);

    assertThat(err.toString())
        .contains("a-umma-production and a/umma-production would share the folder");
  }

  @Test
  void a_layout_that_leaves_no_room_for_names_is_refused() throws Exception {
    String longest = "{folder}/" + "x".repeat(290) + "/{group}/{yyyy}/{MM}/{dd}";
    assertThat(backfill(", \"layout\": \"" + longest + "\"")).isEqualTo(2);
    assertThat(err.toString()).contains("take 309 bytes").contains("shorten them to 300");
  }

  private String folder(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(day);
  }
}
