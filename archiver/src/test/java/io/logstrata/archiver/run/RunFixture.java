package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A service and a bucket that can fail, and runs against them on a hand-moved clock. */
abstract class RunFixture {
  static final GroupSelection UMMA = GroupSelection.containing("umma");
  static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  static final LocalDate SECOND = LocalDate.parse("2026-03-02");
  static final Layout LAYOUT = new Layout("backup");

  static final Planner PLANNER = new Planner(ZoneOffset.UTC, Duration.parse("PT12H30M"));

  final FakeBucket bucket = new FakeBucket();
  final FakeLogs logs = new FakeLogs(bucket);
  final HandMovedPace pace = new HandMovedPace("2026-03-20T13:00:00Z");
  final List<String> notices = new ArrayList<>();
  private int runs;

  RunFixture() {
    logs.group("umma-production");
  }

  interface Condition {
    boolean holds();
  }

  static final class Killed extends RuntimeException {}

  /** Runs until the condition holds the next time that the run pauses. */
  void killWhen(String what, Condition condition) throws InterruptedException {
    Pace deadly =
        new Pace() {
          @Override
          public Instant now() {
            return pace.now();
          }

          @Override
          public void pause(Duration duration) {
            if (condition.holds()) {
              throw new Killed();
            }
            pace.pause(duration);
          }

          @Override
          public double jitter() {
            return 1;
          }
        };
    try {
      run(notices::add, deadly).backfill(GroupSelection.containing(""), FIRST, FIRST, false, false);
    } catch (Killed e) {
      notices.add("killed while " + what);
    }
  }

  RunReport backfill(LocalDate first, LocalDate last) throws InterruptedException {
    return run(notices::add).backfill(GroupSelection.containing("UMMA"), first, last, false, false);
  }

  RunReport provisional(LocalDate day) throws InterruptedException {
    return run(notices::add).backfill(GroupSelection.containing(""), day, day, true, false);
  }

  Run run(Notices said) {
    return run(said, pace);
  }

  Run run(Notices said, Pace pace) {
    runs++;
    return new Run(
        logs,
        bucket,
        LAYOUT,
        PLANNER,
        pace,
        said,
        new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "run " + runs));
  }

  static List<Outcome> outcomes(RunReport report) {
    return report.days().stream().map(DayResult::outcome).toList();
  }

  Manifest newest(LocalDate day) throws IOException {
    return new Archive(bucket, LAYOUT).newest("umma-production", day).orElseThrow();
  }

  List<String> messages(LocalDate day) throws IOException {
    ArchivedDay archived = new Archive(bucket, LAYOUT).day("umma-production", day).orElseThrow();
    try (Stream<ArchivedRecord> records = archived.records()) {
      return records.map(ArchivedRecord::message).toList();
    }
  }
}
