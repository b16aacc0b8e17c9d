package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Verification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a nightly run does beyond exporting what is due. */
final class NightlyTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-19");
  private static final Layout LAYOUT = new Layout("backup");
  private static final String LEASE = "backup/_logstrata/lease.json";

  private final FakeBucket bucket = new FakeBucket();
  private final FakeLogs logs = new FakeLogs(bucket);
  private final HandMovedPace pace = new HandMovedPace("2026-03-20T13:00:00Z");
  private final List<String> notices = new ArrayList<>();
  private ZoneId zone = ZoneOffset.UTC;
  private int runs;

  NightlyTest() {
    logs.group("umma-production");
    logs.event("umma-production", "s", "2026-03-19T01:00:00Z", "in time");
  }

  @Test
  void a_day_with_late_events_gets_a_new_generation() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");
    pace.set("2026-03-21T13:00:00Z");

    RunReport report = nightly();

    assertThat(report.days())
        .extracting(day -> day.planned() + " " + day.outcome())
        .contains("umma-production 2026-03-19 ARCHIVED");
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
    assertThat(newest().generation()).isEqualTo(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void of_two_notes_of_one_copy_the_one_with_fewer_records_holds() throws Exception {
    nightly();
    bucket.putIfAbsent(
        LAYOUT.doneKey("umma-production", DAY, 1, new RecordCount(1, 9)), new byte[0]);
    assertThat(nightly().days()).isEmpty();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    nightly();

    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
  }

  @Test
  void a_first_instant_that_the_day_before_has_as_well_hides_no_late_event() throws Exception {
    logs.event("umma-production", "s", "2026-03-19T00:00:00Z", "first instant");
    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);

    assertThat(messages()).containsExactlyInAnyOrder("first instant", "in time", "late");
  }

  @Test
  void a_damaged_manifest_of_another_day_keeps_no_late_event_out() throws Exception {
    twoDays();
    assertThat(
            bucket.objects.put(
                "backup/_logstrata/umma-production/2026-03-18.1.json", new byte[] {'{'}))
        .isNotNull();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");

    RunReport report = twoDays();

    assertThat(report.failed()).isFalse();
    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(newest().generation()).isEqualTo(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(twoDays().days()).isEmpty();
  }

  @Test
  void late_events_are_found_for_as_many_days_as_said_and_no_longer() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "very late");
    pace.set("2026-04-03T13:00:00Z");
    assertThat(days(nightly())).doesNotContain("umma-production 2026-03-19");

    pace.set("2026-04-02T13:00:00Z");
    assertThat(days(nightly())).containsExactly("umma-production 2026-03-19");
  }

  @Test
  void a_grown_day_whose_export_leaves_events_out_is_not_exported_every_night() throws Exception {
    nightly();
    logs.miscount = 1;
    logs.event("umma-production", "s", "2026-03-19T02:00:00Z", "late");
    for (int night = 0; night < 6; night++) {
      nightly();
    }
    assertThat(newest().generation()).isLessThanOrEqualTo(3);
  }

  @Test
  void a_day_that_has_grown_often_is_exported_again_when_the_last_export_left_something_out()
      throws Exception {
    nightly();
    for (String late : List.of("late", "later")) {
      logs.event("umma-production", "s", "2026-03-19T02:00:00Z", late);
      nightly();
    }
    // Counted at once, and exported half a day later.
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T03:00:00Z", "2026-03-21T12:00:00Z", "latest");
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(newest().generation()).isEqualTo(4);
    logs.windowMeansIngestion = false;

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late", "later", "latest");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void a_day_that_has_grown_often_is_not_exported_again_and_again_when_that_changes_nothing()
      throws Exception {
    nightly();
    for (String late : List.of("late", "later")) {
      logs.event("umma-production", "s", "2026-03-19T02:00:00Z", late);
      nightly();
    }
    logs.event("umma-production", "s", "2026-03-19T03:00:00Z", "latest");
    logs.miscount = 1;
    for (int night = 0; night < 4; night++) {
      assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    }

    assertThat(newest().generation()).isEqualTo(5);
    assertThat(logs.requests).hasSize(5);
  }

  @Test
  void late_events_that_cannot_be_looked_for_are_a_failure_and_the_rest_is_done() throws Exception {
    nightly();
    logs.event("umma-production", "s", "2026-03-20T02:00:00Z", "next day");
    logs.countRefused = Optional.of("denied");
    pace.set("2026-03-21T13:00:00Z");

    RunReport report = nightly();

    assertThat(report.failed()).isTrue();
    assertThat(report.problems().get(0)).contains("umma-production").contains("denied");
    assertThat(days(report)).containsExactly("umma-production 2026-03-20");
  }

  @Test
  void fifty_groups_go_into_one_question() throws Exception {
    for (int i = 0; i < 120; i++) {
      logs.group("more-" + i);
    }
    run().nightly(GroupSelection.containing(""), OptionalInt.of(1), false);
    logs.groupsCounted.clear();

    run().nightly(GroupSelection.containing(""), OptionalInt.of(1), false);

    assertThat(logs.groupsCounted).containsExactly(50, 50, 21);
  }

  @Test
  void an_export_of_less_than_the_archive_has_does_not_take_its_place() throws Exception {
    logs.event("umma-production", "s", "2026-03-19T03:00:00Z", "second");
    logs.miscount = 1;
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    logs.forget("second");

    RunReport report = nightly();

    assertThat(outcomes(report)).containsExactly(Outcome.FAILED);
    assertThat(report.days().get(0).reason())
        .contains("has 1 records")
        .contains("generation 1 has 2");
    assertThat(messages()).containsExactlyInAnyOrder("in time", "second");
  }

  @Test
  void a_second_runner_leaves_the_work_to_the_first_and_says_who_it_is() throws Exception {
    lease("nightly of host a", "2026-03-20T13:04:00Z");

    RunReport report = nightly();

    assertThat(report.failed()).isFalse();
    assertThat(report.differs()).isFalse();
    assertThat(report.heldBy().orElseThrow()).contains("nightly of host a");
    assertThat(logs.requests).isEmpty();
  }

  @Test
  void a_second_runner_that_waits_works_as_soon_as_the_first_is_dead() throws Exception {
    lease("nightly of host a", "2026-03-20T13:04:00Z");

    RunReport report = run().nightly(GroupSelection.containing(""), OptionalInt.of(1), true);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(notices).contains("waiting: another run is at work: nightly of host a");
    assertThat(pace.now()).isAfter(Instant.parse("2026-03-20T13:03:59Z"));
  }

  @Test
  void a_run_that_ends_lets_the_next_one_in_at_once() throws Exception {
    nightly();

    assertThat(LeaseNote.read(LEASE, bucket.objects.get(LEASE)).expires()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_run_whose_lease_was_taken_over_stops_before_the_next_day() throws Exception {
    Lease first = new Lease(bucket, LEASE, "first", pace);
    Lease second = new Lease(bucket, LEASE, "second", pace);
    assertThat(first.take()).isEmpty();
    assertThat(second.take().orElseThrow().owner()).isEqualTo("first");
    pace.pause(Lease.TERM);

    assertThat(second.take()).isEmpty();
    first.renew();

    assertThat(first.isLost()).isTrue();
    second.renew();
    assertThat(second.isLost()).isFalse();
  }

  @Test
  void renewing_keeps_the_next_runner_out() throws Exception {
    Lease first = new Lease(bucket, LEASE, "first", pace);
    first.take();
    pace.pause(Duration.ofMinutes(4));
    first.renew();
    pace.pause(Duration.ofMinutes(4));

    assertThat(new Lease(bucket, LEASE, "second", pace).take()).isPresent();
  }

  @Test
  void a_damaged_lease_keeps_nobody_out() throws Exception {
    bucket.objects.put(LEASE, new byte[] {'{', (byte) 0xff});

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
  }

  @Test
  void a_group_that_vanished_is_reported_and_its_archive_stays() throws Exception {
    logs.group("umma-staging");
    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);
    logs.removeGroup("umma-staging");

    run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);

    assertThat(notices).contains("the group umma-staging is gone; its archive stays");
    assertThat(new Archive(bucket, LAYOUT).days("umma-staging")).containsExactly(DAY);
  }

  @Test
  void a_group_never_takes_the_folder_of_another_that_was_archived_before() throws Exception {
    logs.group("/umma/production");
    run().nightly(GroupSelection.containing("umma-p"), OptionalInt.of(1), false);

    RunReport report = run().nightly(GroupSelection.containing("/umma/"), OptionalInt.of(1), false);

    assertThat(report.failed()).isTrue();
    assertThat(report.problems().get(0))
        .contains("/umma/production")
        .contains("umma-production: give it another logFolderName");
  }

  @Test
  void a_day_that_the_service_has_begun_to_delete_is_never_called_verified() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(1));
    // Of the 19th, retention has left what is not older than 13:00.
    logs.forget("in time");
    logs.event("umma-production", "s", "2026-03-19T20:00:00Z", "left");

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.REMNANT);
    assertThat(newest().counted().orElseThrow().events()).isEqualTo(1);
    assertThat(notices)
        .contains(
            "umma-production 2026-03-19: the service may have begun to delete the day (its"
                + " retention goes back to 2026-03-19T13:00:00Z): the copy has what was left");
    assertThat(nightly().days()).isEmpty();
  }

  @Test
  void what_an_export_left_out_of_such_a_day_is_fetched_by_the_next() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(1));
    logs.miscount = 1;
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    logs.miscount = 0;

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.REMNANT);
  }

  @Test
  void a_day_is_whole_as_long_as_its_first_instant_is_kept() throws Exception {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(2));

    nightly();

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
  }

  @Test
  void when_a_window_means_ingestion_a_day_is_whole_as_soon_as_the_next_is_exported()
      throws Exception {
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T23:59:59Z", "2026-03-20T00:00:01Z", "after midnight");
    // The first night cannot know what the next export will have.
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(newest().counted().orElseThrow().events()).isEqualTo(2);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "after midnight");
    assertThat(twoDays().days()).isEmpty();
  }

  @Test
  void when_a_window_shows_that_it_means_ingestion_nothing_is_exported_again_in_vain()
      throws Exception {
    logs.windowMeansIngestion = true;
    logs.lateEvent(
        "umma-production", "s", "2026-03-18T23:59:59Z", "2026-03-19T00:00:01Z", "before");
    logs.lateEvent(
        "umma-production", "s", "2026-03-19T23:59:59Z", "2026-03-20T00:00:01Z", "after midnight");
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(outcomes(nightly())).containsExactly(Outcome.DIFFERENT);
    assertThat(logs.requests).hasSize(1);
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(logs.requests).hasSize(2);
    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
  }

  @Test
  void when_a_window_means_ingestion_an_event_that_is_days_late_is_found_as_well()
      throws Exception {
    logs.windowMeansIngestion = true;
    nightly();
    logs.lateEvent("umma-production", "s", "2026-03-19T10:00:00Z", "2026-03-20T22:00:00Z", "late");
    logs.event("umma-production", "s", "2026-03-20T10:00:00Z", "next day");
    pace.set("2026-03-21T13:00:00Z");

    assertThat(outcomes(twoDays())).containsExactly(Outcome.ARCHIVED, Outcome.ARCHIVED);

    assertThat(newest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
    assertThat(messages()).containsExactlyInAnyOrder("in time", "late");
    assertThat(twoDays().days()).isEmpty();
  }

  private RunReport twoDays() throws InterruptedException {
    return run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);
  }

  @Test
  void a_changed_zone_is_refused_by_name_since_hours_would_be_in_no_day() throws Exception {
    nightly();
    // In the UTC day of the 20th, and by the calendar of St. John's still on the 19th.
    logs.event("umma-production", "s", "2026-03-20T01:00:00Z", "between two calendars");
    pace.set("2026-03-21T18:00:00Z");
    zone = ZoneId.of("America/St_Johns");

    RunReport report = nightly();

    assertThat(report.failed()).isTrue();
    assertThat(report.days()).isEmpty();
    assertThat(report.problems())
        .containsExactly(
            "the archive of the group umma-production has the days of the zone Z, and zone is"
                + " America/St_Johns: set zone to Z, or give another logFolderName, since hours"
                + " between two calendars would be in no day");
    assertThat(run().backfill(GroupSelection.containing("umma"), DAY, DAY, false, false).problems())
        .isEqualTo(report.problems());
    assertThat(plan().problems()).isEqualTo(report.problems());
    assertThat(status().problems()).isEqualTo(report.problems());
    assertThat(verified(new ArrayList<>()).problems()).isEqualTo(report.problems());
  }

  @Test
  void a_group_of_another_zone_keeps_no_other_group_from_being_looked_at() throws Exception {
    nightly();
    zone = ZoneId.of("Asia/Seoul");
    logs.group("umma-staging");
    List<Checked> found = new ArrayList<>();

    assertThat(plan().value())
        .extracting(PlannedDay::toString)
        .contains("umma-staging 2026-03-19")
        .noneMatch(day -> day.contains("production"));
    assertThat(status().value()).extracting(GroupStatus::group).containsExactly("umma-staging");
    assertThat(verified(found).problems()).hasSize(1);
    assertThat(found).extracting(Checked::group).containsOnly("umma-staging");
    assertThat(found).isNotEmpty();
  }

  @Test
  void a_preflight_names_every_group_of_another_zone_with_its_remedy() throws Exception {
    nightly();
    assertThat(zoneSymptoms())
        .containsExactly(Symptom.fine("zone", "Z, and no archive has another"));

    zone = ZoneId.of("Asia/Seoul");

    assertThat(zoneSymptoms())
        .singleElement()
        .satisfies(
            symptom -> {
              assertThat(symptom.severity()).isEqualTo(Symptom.Severity.BROKEN);
              assertThat(symptom.detail()).contains("umma-production", "set zone to Z, or give");
            });
  }

  private List<Symptom> zoneSymptoms() throws InterruptedException {
    return new Preflight(logs, bucket, LAYOUT, new Planner(zone, Duration.ZERO), pace)
        .look(GroupSelection.containing("umma")).stream()
            .filter(symptom -> symptom.what().equals("zone"))
            .toList();
  }

  private Partial<List<PlannedDay>> plan() throws InterruptedException {
    return run().plan(GroupSelection.containing("umma"), OptionalInt.of(1)).get();
  }

  private Partial<Integer> verified(List<Checked> found) throws InterruptedException {
    Planner planner = new Planner(zone, Duration.ZERO);
    return new Verification(logs, bucket, LAYOUT, planner, pace, CountWith.INSIGHTS)
        .verify(GroupSelection.containing("umma"), OptionalInt.of(1), 3, 1, found::add)
        .get();
  }

  @Test
  void a_changed_zone_is_known_by_the_manifests_where_it_was_not_noted() throws Exception {
    nightly();
    assertThat(bucket.objects.remove("backup/_logstrata/umma-production/Z.zone")).isNotNull();
    zone = ZoneId.of("Asia/Seoul");

    assertThat(nightly().problems().get(0)).contains("zone Z, and zone is Asia/Seoul");
    assertThat(bucket.keys()).noneMatch(key -> key.endsWith(".zone"));
    zone = ZoneId.of("UTC");
    assertThat(nightly().problems()).isEmpty();
    assertThat(bucket.keys()).contains("backup/_logstrata/umma-production/UTC.zone");
  }

  @Test
  void the_zone_of_a_run_that_archived_nothing_binds_nobody() throws Exception {
    logs.starts.add(Started.Verdict.REFUSED);
    assertThat(outcomes(nightly())).containsExactly(Outcome.FAILED);
    zone = ZoneId.of("Europe/Berlin");
    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
    pace.set("2026-03-21T13:00:00Z");

    RunReport report = nightly();

    assertThat(report.problems()).isEmpty();
    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    zone = ZoneId.of("UTC");
    assertThat(nightly().problems().get(0)).contains("days of the zone Europe/Berlin");
  }

  @Test
  void another_name_of_the_same_calendar_is_no_change() throws Exception {
    nightly();
    zone = ZoneId.of("Etc/UTC");

    assertThat(nightly().problems()).isEmpty();
    assertThat(status().problems()).isEmpty();
  }

  private Partial<List<GroupStatus>> status() throws InterruptedException {
    return new Status(logs, bucket, LAYOUT, new Planner(zone, Duration.ZERO), pace)
        .of(GroupSelection.containing("umma"), OptionalInt.of(1), 3)
        .get();
  }

  private void lease(String owner, String expires) {
    bucket.objects.put(LEASE, new LeaseNote(owner, Instant.parse(expires)).write());
  }

  private RunReport nightly() throws InterruptedException {
    return run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);
  }

  private Run run() {
    runs++;
    return new Run(
        logs,
        bucket,
        LAYOUT,
        new Planner(zone, Duration.parse("PT12H30M")),
        pace,
        notices::add,
        new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "run " + runs));
  }

  private static List<Outcome> outcomes(RunReport report) {
    return report.days().stream().map(DayResult::outcome).toList();
  }

  private static List<String> days(RunReport report) {
    return report.days().stream()
        .map(day -> day.planned().toString())
        .filter(day -> !day.endsWith("04-01") && !day.endsWith("04-02"))
        .toList();
  }

  private Manifest newest() throws IOException {
    return new Archive(bucket, LAYOUT).newest("umma-production", DAY).orElseThrow();
  }

  private List<String> messages() throws IOException {
    try (Stream<ArchivedRecord> records =
        new Archive(bucket, LAYOUT).day("umma-production", DAY).orElseThrow().records()) {
      return records.map(ArchivedRecord::message).toList();
    }
  }
}
