package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is killed at each of its calls, before the call and after it, and run again. */
final class CrashTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final Layout LAYOUT = new Layout("backup");
  private static final int MORE_CALLS_THAN_A_RUN_HAS = 100;

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void whatever_call_a_run_is_killed_at_the_next_run_converges_and_nothing_is_there_twice(
      boolean callIsDone, boolean tasksEndMeanwhile) throws Exception {
    int crashes = 0;
    for (int call = 1; call <= MORE_CALLS_THAN_A_RUN_HAS; call++) {
      FakeBucket bucket = new FakeBucket();
      FakeLogs logs = new FakeLogs(bucket);
      logs.group("umma-production");
      logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "first");
      logs.event("umma-production", "t", "2026-03-01T23:59:59.999Z", "second");
      if (!crashes(bucket, logs, call, callIsDone, Patience.DEFAULT)) {
        break;
      }
      crashes++;
      if (tasksEndMeanwhile) {
        logs.letTasksEnd();
      }

      RunReport report = run(logs, bucket, "second run", "2026-03-20T13:05:00Z", Patience.DEFAULT);

      assertThat(report.failed()).as("killed at call %s: %s", call, report).isFalse();
      assertThat(report.days())
          .extracting(DayResult::outcome)
          .as("killed at call %s", call)
          .isSubsetOf(Outcome.ARCHIVED, Outcome.PRESENT);
      ArchivedDay day = new Archive(bucket, LAYOUT).day("umma-production", DAY).orElseThrow();
      assertThat(day.manifest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
      try (Stream<ArchivedRecord> records = day.records()) {
        assertThat(records.map(ArchivedRecord::message))
            .as("killed at call %s", call)
            .containsExactlyInAnyOrder("first", "second");
      }
    }
    assertThat(crashes).isBetween(15, MORE_CALLS_THAN_A_RUN_HAS - 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_run_that_cuts_a_window_in_two_may_be_killed_at_any_call_as_well(boolean callIsDone)
      throws Exception {
    int crashes = 0;
    for (int call = 1; call <= 1_000; call++) {
      FakeBucket bucket = new FakeBucket();
      FakeLogs logs = new FakeLogs(bucket);
      logs.group("umma-production");
      logs.event("umma-production", "s", "2026-03-01T01:00:00Z", "first");
      logs.event("umma-production", "s", "2026-03-01T12:00:00Z", "noon");
      logs.event("umma-production", "t", "2026-03-01T23:59:59.999Z", "second");
      logs.fates.add(FakeLogs.Fate.STUCK);
      // Polls beyond the first few are all alike.
      Patience impatient =
          new Patience(Duration.ofHours(12), Duration.ofSeconds(3), Duration.ofMinutes(15));
      if (!crashes(bucket, logs, call, callIsDone, impatient)) {
        break;
      }
      crashes++;

      RunReport report = run(logs, bucket, "second run", "2026-03-20T13:05:00Z", impatient);

      assertThat(report.failed()).as("killed at call %s: %s", call, report).isFalse();
      ArchivedDay day = new Archive(bucket, LAYOUT).day("umma-production", DAY).orElseThrow();
      assertThat(day.manifest().verdict()).isEqualTo(Manifest.Verdict.VERIFIED);
      try (Stream<ArchivedRecord> records = day.records()) {
        assertThat(records.map(ArchivedRecord::message))
            .as("killed at call %s", call)
            .containsExactlyInAnyOrder("first", "noon", "second");
      }
    }
    assertThat(crashes).isBetween(30, 999);
  }

  private static final class Killed extends RuntimeException {}

  /** Whether the run made as many calls. */
  private static boolean crashes(
      FakeBucket bucket, FakeLogs logs, int call, boolean callIsDone, Patience patience)
      throws InterruptedException {
    int[] left = {call};
    try {
      run(
          deadly(LogSource.class, logs, left, callIsDone),
          deadly(ArchiveStore.class, bucket, left, callIsDone),
          "first run",
          "2026-03-20T13:00:00Z",
          patience);
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
              if (left[0] == 0 && !callIsDone) {
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

  private static RunReport run(
      LogSource logs, ArchiveStore bucket, String createdBy, String now, Patience patience)
      throws InterruptedException {
    return new Run(
            logs,
            bucket,
            LAYOUT,
            new Planner(ZoneOffset.UTC, Duration.ZERO),
            new HandMovedPace(now),
            notice -> {},
            new RunOptions(patience, CountWith.INSIGHTS, 14, createdBy))
        .backfill(GroupSelection.containing(""), DAY, DAY, false, false);
  }
}
