package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A group with one event on the 19th of March, and nightly runs, the first in the afternoon of the
 * next day.
 */
abstract class NightlyFixture {
  static final LocalDate DAY = LocalDate.parse("2026-03-19");
  static final Layout LAYOUT = new Layout("backup");
  final FakeBucket bucket = new FakeBucket();
  final FakeLogs logs = new FakeLogs(bucket);
  final HandMovedPace pace = new HandMovedPace("2026-03-20T13:00:00Z");
  final List<String> notices = new ArrayList<>();
  ZoneId zone = ZoneOffset.UTC;
  private int runs;

  NightlyFixture() {
    logs.group("umma-production");
    logs.event("umma-production", "s", "2026-03-19T01:00:00Z", "in time");
  }

  RunReport nightly() throws InterruptedException {
    return run().nightly(GroupSelection.containing("umma"), OptionalInt.of(1), false);
  }

  RunReport twoDays() throws InterruptedException {
    return run().nightly(GroupSelection.containing("umma"), OptionalInt.of(2), false);
  }

  Run run() {
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

  static List<Outcome> outcomes(RunReport report) {
    return report.days().stream().map(DayResult::outcome).toList();
  }

  Manifest newest() throws IOException {
    return new Archive(bucket, LAYOUT).newest("umma-production", DAY).orElseThrow();
  }

  List<String> messages() throws IOException {
    try (Stream<ArchivedRecord> records =
        new Archive(bucket, LAYOUT).day("umma-production", DAY).orElseThrow().records()) {
      return records.map(ArchivedRecord::message).toList();
    }
  }
}
