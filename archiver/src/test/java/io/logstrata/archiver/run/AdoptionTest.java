package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What an older archive has is taken under a manifest, and no more is said of it than is known. */
final class AdoptionTest extends AdoptionFixture {
  @Test
  void says_what_is_there_and_no_more_than_that() throws Exception {
    old(
        1,
        "t1",
        "s",
        """
        2026-03-01T00:05:00.000Z first
        2026-03-01T23:59:00.000Z two
        \tlines
        2026-03-02T00:04:59.999Z of the next day
        """);

    AdoptedDay day = adopt(FIRST);

    assertThat(day.outcome()).isEqualTo(Outcome.ADOPTED);
    Manifest manifest = newest(FIRST);
    assertThat(manifest.verdict()).isEqualTo(Manifest.Verdict.ADOPTED);
    assertThat(manifest.counted()).isEmpty();
    assertThat(manifest.records().atMost()).isEqualTo(3);
    assertThat(manifest.recordsOfTheDay().atMost()).isEqualTo(2);
    assertThat(manifest.objects().get(0).outside()).containsExactly(Map.entry(SECOND, 1L));
    assertThat(manifest.tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.id()).isEqualTo("t1");
              assertThat(task.name()).isEmpty();
              assertThat(task.from()).isEqualTo("2026-03-01T00:05:00Z");
              assertThat(task.to()).isEqualTo("2026-03-02T00:04:59.999Z");
            });
    assertThat(bucket.keys()).contains("backup/_logstrata/groups/umma-production");
  }

  @Test
  void records_far_beyond_the_days_end_are_records_and_not_lines_of_another() throws Exception {
    old(
        1,
        "by-hand",
        "s",
        "2026-03-01T12:00:00.000Z a\n2026-03-03T11:00:00.000Z b\n2026-03-09T01:00:00.000Z c\n");
    old(3, "t", "s", "2026-03-03T12:00:00.000Z d\n");
    old(9, "t", "s", "2026-03-09T12:00:00.000Z e\n");

    adopt(Optional.empty(), FIRST, LocalDate.parse("2026-03-09"));

    assertThat(messages(FIRST)).containsExactly("a");
    assertThat(messages(LocalDate.parse("2026-03-03"))).containsExactly("b", "d");
    assertThat(messages(LocalDate.parse("2026-03-09"))).containsExactly("c", "e");
  }

  @Test
  void a_day_is_put_together_from_neighbouring_folders_with_each_event_once() throws Exception {
    String seam = "2026-03-02T00:04:00.000Z in both windows\n";
    String twins = "2026-03-02T00:04:30.000Z twin\n2026-03-02T00:04:30.000Z twin\n";
    old(1, "t1", "s", "2026-03-01T00:05:00.000Z a\n2026-03-02T00:01:00.000Z b\n" + seam + twins);
    old(2, "t2", "s", seam + twins + "2026-03-02T12:00:00.000Z c\n");

    adopt(Optional.empty(), FIRST, SECOND);

    assertThat(messages(SECOND)).containsExactly("b", "in both windows", "twin", "twin", "c");
    assertThat(messages(FIRST)).containsExactly("a");
  }

  @Test
  void a_day_exported_twice_by_hand_is_there_once() throws Exception {
    String text = "2026-03-01T00:05:00.000Z a\n2026-03-01T00:05:00.000Z a\n";
    old(1, "t1", "s", text);
    old(1, "t2", "s", text + "2026-03-01T00:06:00.000Z only in the second\n");
    old(1, "t2", "other", "2026-03-01T00:05:00.000Z a\n");

    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.ADOPTED);

    assertThat(messages(FIRST)).containsExactly("a", "a", "a", "only in the second");
    assertThat(newest(FIRST).recordsOfTheDay().atLeast()).isEqualTo(4);
    assertThat(newest(FIRST).recordsOfTheDay().atMost()).isEqualTo(6);
  }

  @Test
  void a_day_of_another_zone_is_put_together_from_the_folders_of_utc_days() throws Exception {
    old(1, "t1", "s", "2026-03-01T14:59:59.999Z of the 1st\n2026-03-01T15:00:00.000Z of the 2nd\n");
    old(2, "t2", "s", "2026-03-02T14:00:00.000Z of the 2nd too\n");
    ZoneId seoul = ZoneId.of("Asia/Seoul");

    assertThat(adopt(logs, bucket, seoul, Optional.empty(), FIRST, SECOND).failed()).isFalse();

    assertThat(messages(SECOND)).containsExactly("of the 2nd", "of the 2nd too");
  }

  @Test
  void the_tenth_of_the_month_is_not_in_the_first() throws Exception {
    old(10, "t", "s", "2026-03-10T12:00:00.000Z x\n");

    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.NOTHING);
  }

  @Test
  void a_group_that_is_gone_is_adopted_by_its_name() throws Exception {
    logs.removeGroup(GROUP);
    logs.group("umma-staging");
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");

    AdoptionReport report = adopt(Optional.of(GROUP), FIRST, FIRST);

    assertThat(report.days().get(0).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(notices).anyMatch(notice -> notice.contains("taken on trust"));
    assertThat(messages(FIRST)).containsExactly("a");
    var status =
        new Status(logs, bucket, LAYOUT, PLANNER, pace)
            .of(UMMA, OptionalInt.of(1), 3)
            .get()
            .value();
    assertThat(status)
        .extracting(GroupStatus::group)
        .containsExactly("umma-staging", "umma-production");
    assertThat(status.get(1).days()).containsExactly(Map.entry(FIRST, DayState.ADOPTED));
  }

  @Test
  void counts_of_a_manifest_outlive_its_file() throws IOException, InterruptedException {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    adopt(FIRST);

    assertThat(bucket.text("backup/_logstrata/umma-production/2026-03-01.1.json"))
        .contains("\"verdict\" : \"ADOPTED\"")
        .doesNotContain("\"counted\"", "\"copies\"", "\"name\"");
  }
}
