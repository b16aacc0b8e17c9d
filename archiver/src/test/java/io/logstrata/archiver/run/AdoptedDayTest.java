package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Finding;
import io.logstrata.archiver.verify.Verification;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** An adopted day beside what the service still holds and what is exported. */
final class AdoptedDayTest extends AdoptionFixture {
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
}
