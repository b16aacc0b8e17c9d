package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Finding;
import io.logstrata.archiver.verify.Verification;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service holds the days from the 13th of March on, the group is of the 1st of January. */
final class AdoptionTest extends RunFixture {
  private static final String GROUP = "umma-production";
  private static final String FOLDER = "backup/umma-production/2026/3/";

  AdoptionTest() {
    logs.removeGroup(GROUP);
    logs.group(GROUP, "2026-01-01T00:00:00Z", OptionalInt.of(7));
  }

  private AdoptionReport adopt(Optional<String> group, LocalDate first, LocalDate last)
      throws InterruptedException {
    return adopt(logs, bucket, ZoneOffset.UTC, group, first, last);
  }

  private AdoptionReport adopt(
      LogSource source,
      ArchiveStore store,
      ZoneId zone,
      Optional<String> group,
      LocalDate first,
      LocalDate last)
      throws InterruptedException {
    return new Adoption(
            source,
            store,
            LAYOUT,
            zone,
            pace,
            notices::add,
            new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "adoption"))
        .adopt(new AdoptionRequest(UMMA, group, DayTemplate.SEED, first, last, false, false));
  }

  private AdoptedDay adopt(LocalDate day) throws InterruptedException {
    AdoptionReport report = adopt(Optional.empty(), day, day);
    assertThat(report.problems()).isEmpty();
    return report.days().get(0);
  }

  private void old(int dayOfMarch, String task, String stream, String text) {
    bucket.export(FOLDER + dayOfMarch + "/" + task + "/" + stream + "/000000.gz", text);
  }

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
  void what_the_service_still_holds_is_left_to_backfill_and_stays_due() throws Exception {
    LocalDate held = LocalDate.parse("2026-03-14");
    logs.event(GROUP, "s", "2026-03-14T12:00:00Z", "held");
    old(14, "t", "s", "2026-03-14T12:00:00.000Z held\n");

    AdoptedDay day = adopt(held);

    assertThat(day.outcome()).isEqualTo(Outcome.HELD);
    assertThat(day.reason()).contains("backfill --from 2026-03-14 --to 2026-03-14");
    assertThat(bucket.keys()).noneMatch(key -> key.contains(held.toString()));
    assertThat(outcomes(backfill(held, held))).containsExactly(DayResult.Outcome.ARCHIVED);
    assertThat(newest(held).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(adopt(held).outcome()).isEqualTo(Outcome.PRESENT);
  }

  @Test
  void the_day_that_the_service_is_about_to_delete_is_adopted_whole_and_not_exported_in_part()
      throws Exception {
    LocalDate edge = LocalDate.parse("2026-03-13");
    logs.event(GROUP, "s", "2026-03-13T20:00:00Z", "evening");
    old(13, "t", "s", "2026-03-13T01:00:00.000Z morning\n2026-03-13T20:00:00.000Z evening\n");

    assertThat(adopt(edge).outcome()).isEqualTo(Outcome.ADOPTED);

    assertThat(outcomes(backfill(edge, edge))).containsExactly(DayResult.Outcome.PRESENT);
    assertThat(logs.requests).isEmpty();
    assertThat(messages(edge)).containsExactly("morning", "evening");
    assertThat(run(notices::add).plan(UMMA, OptionalInt.empty()).get().value())
        .noneMatch(day -> day.window().day().equals(edge));
  }

  @Test
  void retention_raised_too_late_does_not_put_nothing_in_the_place_of_an_adopted_day()
      throws Exception {
    logs.removeGroup(GROUP);
    logs.group(GROUP);
    old(1, "t", "s", "2026-03-01T12:00:00.000Z long gone\n");

    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.PRESENT);

    assertThat(messages(FIRST)).containsExactly("long gone");
  }

  @Test
  void an_adopted_day_that_the_service_holds_after_all_is_due_and_never_replaced_by_less()
      throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n2026-03-01T13:00:00.000Z b\n");
    adopt(FIRST);
    logs.removeGroup(GROUP);
    logs.group(GROUP);
    logs.event(GROUP, "s", "2026-03-01T12:00:00Z", "a");

    assertThat(run(notices::add).plan(UMMA, OptionalInt.empty()).get().value())
        .anyMatch(day -> day.window().day().equals(FIRST) && day.decision().exports());
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.PRESENT);
    assertThat(messages(FIRST)).containsExactly("a", "b");
    // What cannot take its place is not even exported.
    assertThat(logs.requests).isEmpty();

    logs.event(GROUP, "s", "2026-03-01T13:00:00Z", "b");
    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.ARCHIVED);
    assertThat(newest(FIRST).verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages(FIRST)).containsExactly("a", "b");
  }

  @Test
  void an_adopted_day_whose_manifest_is_gone_is_to_be_adopted_again_and_not_exported_in_part()
      throws Exception {
    LocalDate edge = LocalDate.parse("2026-03-13");
    logs.event(GROUP, "s", "2026-03-13T20:00:00Z", "evening");
    old(13, "t", "s", "2026-03-13T01:00:00.000Z morning\n2026-03-13T20:00:00.000Z evening\n");
    adopt(edge);
    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-13.1.json");

    RunReport report = backfill(edge, edge);

    assertThat(outcomes(report)).containsExactly(DayResult.Outcome.FAILED);
    assertThat(report.days().get(0).reason())
        .endsWith("run adopt --from 2026-03-13 --to 2026-03-13");
    assertThat(logs.requests).isEmpty();
    assertThat(verified(edge).finding()).isEqualTo(Finding.MANIFEST_MISSING);
    assertThat(verified(edge).detail()).endsWith("run adopt --from 2026-03-13 --to 2026-03-13");
    assertThat(adopt(edge).outcome()).isEqualTo(Outcome.ADOPTED);
    assertThat(verified(edge).finding()).isEqualTo(Finding.ADOPTED);
    assertThat(outcomes(backfill(edge, edge))).containsExactly(DayResult.Outcome.PRESENT);
  }

  @Test
  void of_a_group_that_is_gone_the_lost_manifest_is_made_anew_by_its_name() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    adopt(FIRST);
    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-01.1.json");
    logs.removeGroup(GROUP);

    assertThat(verified(FIRST).detail())
        .endsWith("run adopt --from 2026-03-01 --to 2026-03-01 --group umma-production");
    logs.group("umma-staging");
    assertThat(adopt(Optional.of(GROUP), FIRST, FIRST).days().get(0).outcome())
        .isEqualTo(Outcome.ADOPTED);
  }

  private Checked verified(LocalDate day) throws InterruptedException {
    List<Checked> found = new ArrayList<>();
    new Verification(logs, bucket, LAYOUT, PLANNER, pace, CountWith.INSIGHTS)
        .verify(
            UMMA,
            OptionalInt.empty(),
            3,
            1,
            checked -> {
              if (checked.day().equals(day)) {
                found.add(checked);
              }
            });
    return found.get(0);
  }

  @Test
  void lines_that_may_be_no_records_do_not_let_less_take_an_adopted_days_place() throws Exception {
    old(
        1,
        "t",
        "s",
        """
        2026-03-01T12:00:00.000Z banner
        2026-03-01T12:00:01.000Z INFO a
        2026-03-01T12:00:02.000Z INFO b
        """);
    adopt(FIRST);
    assertThat(newest(FIRST).recordsOfTheDay().atLeast()).isLessThan(3);
    logs.removeGroup(GROUP);
    logs.group(GROUP);
    logs.event(GROUP, "s", "2026-03-01T12:00:01Z", "INFO a");
    logs.event(GROUP, "s", "2026-03-01T12:00:02Z", "INFO b");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.PRESENT);

    assertThat(newest(FIRST).isAdopted()).isTrue();
  }

  @Test
  void an_exported_day_takes_nothing_from_an_adopted_neighbour() throws Exception {
    LocalDate edge = LocalDate.parse("2026-03-13");
    LocalDate held = LocalDate.parse("2026-03-14");
    old(13, "t", "s", "2026-03-13T12:00:00.000Z old\n2026-03-14T00:01:00.000Z in both\n");
    logs.event(GROUP, "s", "2026-03-14T00:01:00Z", "in both");
    adopt(edge);

    backfill(held, held);

    assertThat(messages(held)).containsExactly("in both");
  }

  @Test
  void a_late_event_that_a_later_export_has_is_found_for_an_adopted_day() throws Exception {
    LocalDate edge = LocalDate.parse("2026-03-13");
    LocalDate held = LocalDate.parse("2026-03-14");
    old(13, "t", "s", "2026-03-13T12:00:00.000Z old\n");
    logs.windowMeansIngestion = true;
    logs.lateEvent(GROUP, "s", "2026-03-13T13:30:00Z", "2026-03-14T09:00:00Z", "late");
    adopt(edge);

    backfill(held, held);

    assertThat(messages(edge)).containsExactly("old", "late");
  }

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
  void the_tenth_of_the_month_is_not_in_the_first() throws Exception {
    old(10, "t", "s", "2026-03-10T12:00:00.000Z x\n");

    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.NOTHING);
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
  void another_run_at_work_is_not_disturbed() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    new Lease(bucket, LAYOUT.leaseKey(), "nightly elsewhere", pace).take();

    AdoptionReport report = adopt(Optional.empty(), FIRST, FIRST);

    assertThat(report.heldBy()).hasValueSatisfying(by -> assertThat(by).startsWith("nightly else"));
    assertThat(report.days()).isEmpty();
  }

  private static final class Killed extends RuntimeException {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killed_at_any_call_it_leaves_nothing_half_written_and_the_next_run_converges(
      boolean callIsDone) throws Exception {
    int crashes = 0;
    for (int call = 1; call <= 100; call++) {
      bucket.objects.clear();
      old(1, "t1", "s", "2026-03-01T12:00:00.000Z a\n");
      old(1, "t2", "s", "2026-03-01T12:00:00.000Z a\n2026-03-01T13:00:00.000Z b\n");
      if (!crashes(call, callIsDone)) {
        break;
      }
      crashes++;
      List<String> keys = bucket.keys();
      if (keys.stream().anyMatch(key -> key.endsWith("2026-03-01.1.json"))) {
        assertThat(messages(FIRST)).as("killed at call %s", call).containsExactly("a", "b");
      }
      pace.pause(Lease.TERM);

      AdoptionReport report = adopt(Optional.empty(), FIRST, FIRST);

      assertThat(report.failed()).as("killed at call %s: %s", call, report).isFalse();
      assertThat(report.days().get(0).outcome())
          .as("killed at call %s", call)
          .isIn(Outcome.ADOPTED, Outcome.PRESENT);
      assertThat(messages(FIRST)).containsExactly("a", "b");
      assertThat(new Archive(bucket, LAYOUT).notes(GROUP).isAdopted(FIRST)).isTrue();
      assertThat(bucket.keys()).containsAll(keys);
      assertThat(bucket.keys()).filteredOn(key -> key.endsWith(".gz")).hasSize(2);
    }
    assertThat(crashes).isBetween(10, 99);
  }

  private boolean crashes(int call, boolean callIsDone) throws InterruptedException {
    int[] left = {call};
    try {
      adopt(
          deadly(LogSource.class, logs, left, callIsDone),
          deadly(ArchiveStore.class, bucket, left, callIsDone),
          ZoneOffset.UTC,
          Optional.empty(),
          FIRST,
          FIRST);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static <T> T deadly(Class<T> port, T real, int[] left, boolean callIsDone) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              left[0]--;
              // Whoever is dead does not tidy up either.
              if (left[0] < 0 || (left[0] == 0 && !callIsDone)) {
                throw new Killed();
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (left[0] == 0) {
                throw new Killed();
              }
              return result;
            }));
  }

  @Test
  void a_read_that_breaks_off_is_tried_again_and_ends_the_day_when_it_goes_on_so()
      throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    bucket.brokenReads = 100;
    AdoptedDay failed = adopt(FIRST);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.reason()).contains("cannot be read");

    bucket.brokenReads = 2;
    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.ADOPTED);
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
