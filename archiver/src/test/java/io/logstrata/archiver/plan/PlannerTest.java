package io.logstrata.archiver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {
  private static final Duration SETTLE = Duration.parse("PT12H30M");
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private final Planner planner = new Planner(ZoneOffset.UTC, SETTLE);

  @Test
  void a_day_is_final_only_when_it_has_settled() {
    assertThat(decisionAt("2026-03-02T12:29:59.999Z", false)).isEqualTo(Decision.WAIT_TO_SETTLE);
    assertThat(decisionAt("2026-03-02T12:30:00Z", false)).isEqualTo(Decision.EXPORT);
  }

  @Test
  void a_day_that_is_not_over_waits_unless_a_provisional_copy_is_asked_for() {
    assertThat(decisionAt("2026-03-01T23:59:59.999Z", false)).isEqualTo(Decision.WAIT_FOR_END);
    assertThat(decisionAt("2026-03-01T23:59:59.999Z", true))
        .isEqualTo(Decision.EXPORT_PROVISIONALLY);
    assertThat(decisionAt("2026-03-02T00:00:00Z", true)).isEqualTo(Decision.EXPORT_PROVISIONALLY);
  }

  @Test
  void a_day_that_has_not_begun_waits_even_if_a_provisional_copy_is_asked_for() {
    assertThat(decisionAt("2026-02-28T23:59:59Z", true)).isEqualTo(Decision.WAIT_FOR_END);
  }

  @Test
  void the_day_of_a_group_created_at_noon_is_exported_and_the_day_before_if_there_is_anything() {
    LogGroup group = group("created-at-noon", "2026-02-28T12:00:00Z", OptionalInt.empty());
    Instant now = Instant.parse("2026-03-10T00:00:00Z");

    List<PlannedDay> planned =
        planner.requested(
            List.of(group),
            LocalDate.parse("2026-02-27"),
            LocalDate.parse("2026-02-28"),
            false,
            now);

    assertThat(planned)
        .extracting(PlannedDay::decision)
        .containsExactly(Decision.EXPORT_IF_ANY, Decision.EXPORT);
  }

  @Test
  void of_a_day_that_ended_fourteen_days_before_the_creation_there_can_be_nothing() {
    LogGroup group = group("created-at-noon", "2026-02-28T12:00:00Z", OptionalInt.empty());
    Instant now = Instant.parse("2026-03-10T00:00:00Z");

    List<PlannedDay> planned =
        planner.requested(
            List.of(group),
            LocalDate.parse("2026-02-13"),
            LocalDate.parse("2026-02-14"),
            false,
            now);

    assertThat(planned)
        .extracting(PlannedDay::decision)
        .containsExactly(Decision.BEFORE_CREATION, Decision.EXPORT_IF_ANY);
    assertThat(planner.due(List.of(group), OptionalInt.empty(), now).get(0).window().day())
        .isEqualTo(LocalDate.parse("2026-02-14"));
  }

  @Test
  void a_day_from_before_the_creation_that_retention_has_removed_is_expired() {
    LogGroup group = group("short", "2026-03-05T12:00:00Z", OptionalInt.of(3));

    assertThat(
            planner
                .requested(List.of(group), DAY, DAY, false, Instant.parse("2026-03-06T12:00:00Z"))
                .get(0)
                .decision())
        .isEqualTo(Decision.EXPIRED);
  }

  @Test
  void every_final_day_that_the_service_still_holds_is_due() {
    LogGroup three = group("short", "2025-01-01T00:00:00Z", OptionalInt.of(3));
    Instant now = Instant.parse("2026-03-01T13:00:00Z");

    List<PlannedDay> due = planner.due(List.of(three), OptionalInt.empty(), now);

    assertThat(due)
        .extracting(day -> day.window().day().toString())
        .containsExactly("2026-02-26", "2026-02-27", "2026-02-28");
  }

  @Test
  void the_lookback_limits_the_days_but_retention_limits_them_more() {
    LogGroup forever = group("forever", "2020-01-01T00:00:00Z", OptionalInt.empty());
    Instant now = Instant.parse("2024-03-01T13:00:00Z");

    assertThat(planner.due(List.of(forever), OptionalInt.of(2), now))
        .extracting(day -> day.window().day().toString())
        .containsExactly("2024-02-28", "2024-02-29");
  }

  @Test
  void a_retention_shorter_than_the_lookback_decides() {
    LogGroup week = group("week", "2020-01-01T00:00:00Z", OptionalInt.of(7));
    Instant now = Instant.parse("2026-03-20T13:00:00Z");

    List<PlannedDay> due = planner.due(List.of(week), OptionalInt.of(30), now);

    // Of the 13th, the service still has the hours from 13:00 on.
    assertThat(due)
        .extracting(day -> day.window().day().toString())
        .containsExactly(
            "2026-03-13",
            "2026-03-14",
            "2026-03-15",
            "2026-03-16",
            "2026-03-17",
            "2026-03-18",
            "2026-03-19");
    assertThat(planner.due(List.of(week), OptionalInt.empty(), now)).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 60, 90})
  void at_a_first_install_every_day_that_waits_is_due_oldest_first(int days) {
    LogGroup group = group("old", "2020-01-01T00:00:00Z", OptionalInt.of(days));
    Instant now = Instant.parse("2026-06-30T13:00:00Z");

    List<PlannedDay> due = planner.due(List.of(group), OptionalInt.empty(), now);

    assertThat(due).hasSize(days).allMatch(day -> day.decision() == Decision.EXPORT);
    assertThat(due)
        .extracting(day -> day.window().day())
        .isSorted()
        .startsWith(LocalDate.parse("2026-06-30").minusDays(days))
        .endsWith(LocalDate.parse("2026-06-29"));
    assertThat(Planner.atRisk(due, 3, now))
        .extracting(day -> day.window().day())
        .containsExactly(
            LocalDate.parse("2026-06-30").minusDays(days),
            LocalDate.parse("2026-06-30").minusDays(days - 1),
            LocalDate.parse("2026-06-30").minusDays(days - 2),
            LocalDate.parse("2026-06-30").minusDays(days - 3));
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin goes one hour ahead on the 29th of March, and back on the 25th of October.
    "2026-03-28, 2026-03-28T23:00:00Z",
    "2026-03-29, 2026-03-29T22:00:00Z",
    "2026-03-30, 2026-03-30T22:00:00Z",
    "2026-10-24, 2026-10-24T22:00:00Z",
    "2026-10-25, 2026-10-25T23:00:00Z",
    "2026-10-26, 2026-10-26T23:00:00Z"
  })
  void a_day_of_any_length_is_over_at_midnight_of_its_zone_and_settles_from_then_on(
      LocalDate day, Instant end) {
    Planner berlin = new Planner(ZoneId.of("Europe/Berlin"), SETTLE);
    LogGroup group = group("any", "2020-01-01T00:00:00Z", OptionalInt.empty());

    assertThat(decision(berlin, group, day, end.minusMillis(1))).isEqualTo(Decision.WAIT_FOR_END);
    assertThat(decision(berlin, group, day, end)).isEqualTo(Decision.WAIT_TO_SETTLE);
    assertThat(decision(berlin, group, day, end.plus(SETTLE).minusMillis(1)))
        .isEqualTo(Decision.WAIT_TO_SETTLE);
    assertThat(decision(berlin, group, day, end.plus(SETTLE))).isEqualTo(Decision.EXPORT);
  }

  @Test
  void over_a_change_of_the_clock_each_day_is_due_once() {
    Planner berlin = new Planner(ZoneId.of("Europe/Berlin"), SETTLE);
    LogGroup group = group("any", "2020-01-01T00:00:00Z", OptionalInt.empty());

    List<PlannedDay> due =
        berlin.due(List.of(group), OptionalInt.of(3), Instant.parse("2026-10-27T11:30:00Z"));

    assertThat(due)
        .extracting(planned -> planned.window().from() + " " + planned.window().to())
        .containsExactly(
            "2026-10-23T22:00:00Z 2026-10-24T22:00:00Z",
            "2026-10-24T22:00:00Z 2026-10-25T23:00:00Z",
            "2026-10-25T23:00:00Z 2026-10-26T23:00:00Z");
  }

  @Test
  void a_day_of_twenty_five_hours_expires_with_its_last_hour() {
    Planner berlin = new Planner(ZoneId.of("Europe/Berlin"), SETTLE);
    LogGroup week = group("week", "2020-01-01T00:00:00Z", OptionalInt.of(7));
    LocalDate longDay = LocalDate.parse("2026-10-25");

    assertThat(decision(berlin, week, longDay, Instant.parse("2026-11-01T22:59:59Z")))
        .isEqualTo(Decision.EXPORT);
    assertThat(decision(berlin, week, longDay, Instant.parse("2026-11-01T23:00:00Z")))
        .isEqualTo(Decision.EXPIRED);
  }

  private static Decision decision(Planner planner, LogGroup group, LocalDate day, Instant now) {
    return planner.requested(List.of(group), day, day, false, now).get(0).decision();
  }

  @Test
  void the_day_that_expires_soonest_comes_first() {
    LogGroup week = group("b-week", "2020-01-01T00:00:00Z", OptionalInt.of(7));
    LogGroup quarter = group("a-quarter", "2020-01-01T00:00:00Z", OptionalInt.of(90));
    Instant now = Instant.parse("2026-03-03T13:00:00Z");

    assertThat(
            planner.requested(
                List.of(quarter, week), DAY, LocalDate.parse("2026-03-02"), false, now))
        .extracting(PlannedDay::toString)
        .containsExactly(
            "b-week 2026-03-01",
            "b-week 2026-03-02",
            "a-quarter 2026-03-01",
            "a-quarter 2026-03-02");
  }

  @Test
  void a_day_has_as_many_hours_as_the_zone_gives_it() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(hours(new DayWindow(LocalDate.parse("2026-03-29"), berlin))).isEqualTo(23);
    assertThat(hours(new DayWindow(LocalDate.parse("2026-10-25"), berlin))).isEqualTo(25);
    assertThat(hours(new DayWindow(LocalDate.parse("2024-02-29"), ZoneOffset.UTC))).isEqualTo(24);
  }

  @Test
  void midnight_belongs_to_the_day_that_it_begins() {
    DayWindow window = new DayWindow(DAY, ZoneOffset.UTC);
    assertThat(window.contains(Instant.parse("2026-03-01T00:00:00Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-03-01T23:59:59.999Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-03-02T00:00:00Z"))).isFalse();
  }

  private Decision decisionAt(String now, boolean provisional) {
    LogGroup group = group("any", "2020-01-01T00:00:00Z", OptionalInt.empty());
    return planner
        .requested(List.of(group), DAY, DAY, provisional, Instant.parse(now))
        .get(0)
        .decision();
  }

  private static long hours(DayWindow window) {
    return Duration.between(window.from(), window.to()).toHours();
  }

  private static LogGroup group(String name, String created, OptionalInt retentionDays) {
    return new LogGroup(name, Instant.parse(created), retentionDays);
  }
}
