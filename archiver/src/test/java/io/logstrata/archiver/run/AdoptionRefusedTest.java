package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps a day out of the archive, and says why. */
final class AdoptionRefusedTest extends AdoptionFixture {
  @Test
  void damage_keeps_its_day_out_by_name_and_no_other() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    String key = FOLDER + "1/t/s/000000.gz";
    byte[] whole = bucket.objects.get(key);
    bucket.objects.put(key, Arrays.copyOf(whole, whole.length - 5));
    old(2, "t", "s", "2026-03-02T12:00:00.000Z b\n");

    AdoptionReport report = adopt(Optional.empty(), FIRST, SECOND);

    assertThat(report.days())
        .extracting(AdoptedDay::outcome)
        .containsExactly(Outcome.FAILED, Outcome.ADOPTED);
    assertThat(report.days().get(0).reason()).contains(key + " is damaged").contains("adopt");
    assertThat(bucket.keys()).noneMatch(each -> each.contains("2026-03-01"));

    bucket.objects.put(key, whole);
    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.ADOPTED);
  }

  @Test
  void what_is_no_export_keeps_its_day_out() throws Exception {
    bucket.objects.put(FOLDER + "1/", new byte[0]);
    bucket.objects.put(FOLDER + "1/aws-logs-write-test", "Permission Check".getBytes(UTF_8));
    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.NOTHING);

    bucket.objects.put(FOLDER + "1/t/s/000000.gz", new byte[0]);
    assertThat(adopt(FIRST).reason()).contains("/t/s/000000.gz is empty");
    bucket.objects.put(FOLDER + "1/t/s/000000.gz", "no timestamp".getBytes(UTF_8));
    assertThat(adopt(FIRST).reason()).contains("does not begin with a timestamp");
    bucket.objects.put(FOLDER + "1/t/s/000000.gz", "2025-05-01T00:00:00.000Z x".getBytes(UTF_8));
    assertThat(adopt(FIRST).reason()).contains("in the folder of another day than its own");
    bucket.objects.put(FOLDER + "1/README", "x".getBytes(UTF_8));
    assertThat(adopt(FIRST).reason()).contains("1/README is no object of an export");
    assertThat(bucket.keys()).noneMatch(key -> key.contains("2026-03-01"));
  }

  @Test
  void a_folder_that_two_groups_share_is_nobodys() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    logs.group("/umma/production");

    for (Optional<String> group : List.of(Optional.<String>empty(), Optional.of(GROUP))) {
      // The filter chooses one of the two; the folder is both's all the same.
      AdoptionReport report =
          new Adoption(
                  logs,
                  bucket,
                  LAYOUT,
                  ZoneOffset.UTC,
                  pace,
                  notices::add,
                  new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "adoption"))
              .adopt(
                  new AdoptionRequest(
                      GroupSelection.containing("umma-"),
                      group,
                      DayTemplate.SEED,
                      FIRST,
                      FIRST,
                      false,
                      false));

      assertThat(report.failed()).isTrue();
      assertThat(report.problems())
          .singleElement()
          .asString()
          .contains("umma-production and /umma/production share a folder");
    }
    assertThat(bucket.keys()).noneMatch(key -> key.contains("2026-03-01"));
  }

  @Test
  void a_folder_that_the_archive_knows_as_another_groups_is_not_adopted() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    bucket.putIfAbsent(LAYOUT.rollKey("/umma/production"), new byte[0]);

    AdoptionReport report = adopt(Optional.empty(), FIRST, FIRST);

    assertThat(report.problems())
        .singleElement()
        .asString()
        .contains("holds the archive of the group /umma/production");
  }

  @Test
  void a_task_that_the_service_remembers_as_another_groups_is_not_adopted() throws Exception {
    logs.strangerHoldsTheSlot();
    old(1, "stranger", "s", "2026-03-01T12:00:00.000Z a\n");

    AdoptedDay day = adopt(FIRST);

    assertThat(day.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(day.reason()).contains("the task stranger").contains("their-group");
  }

  @Test
  void days_from_before_the_group_are_adopted_only_on_somebodys_word() throws Exception {
    LocalDate before = LocalDate.parse("2025-06-01");
    bucket.export("backup/umma-production/2025/6/1/t/s/000000.gz", "2025-06-01T12:00:00.000Z a\n");

    assertThat(adopt(before).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(adopt(before).reason()).contains("--group umma-production");
    assertThat(adopt(Optional.of(GROUP), before, before).days().get(0).outcome())
        .isEqualTo(Outcome.ADOPTED);
  }
}
