package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Verification;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** An archive has the days of one zone; a run with another one must not mix them. */
final class ZoneChangeTest extends NightlyFixture {
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

  private Partial<List<GroupStatus>> status() throws InterruptedException {
    return new Status(logs, bucket, LAYOUT, new Planner(zone, Duration.ZERO), pace)
        .of(GroupSelection.containing("umma"), OptionalInt.of(1), 3)
        .get();
  }
}
