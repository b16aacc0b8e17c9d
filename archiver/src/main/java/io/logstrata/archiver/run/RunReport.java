package io.logstrata.archiver.run;

import io.logstrata.archiver.run.DayResult.Outcome;
import java.util.List;

/**
 * How a run ended.
 *
 * @param problems why the run stopped before any day; empty when it did not
 */
public record RunReport(List<DayResult> days, List<String> problems) {
  public RunReport {
    days = List.copyOf(days);
    problems = List.copyOf(problems);
  }

  static RunReport stopped(List<String> problems) {
    return new RunReport(List.of(), problems);
  }

  /** Whether anything failed. */
  public boolean failed() {
    return !problems.isEmpty() || count(Outcome.FAILED) > 0;
  }

  /** Whether the archive is not what was asked for, though nothing failed. */
  public boolean differs() {
    return count(Outcome.NOT_FINAL) > 0 || count(Outcome.DIFFERENT) > 0;
  }

  public long count(Outcome outcome) {
    return days.stream().filter(day -> day.outcome() == outcome).count();
  }
}
