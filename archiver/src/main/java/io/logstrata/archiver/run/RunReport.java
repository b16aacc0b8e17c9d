package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.run.DayResult.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param problems what kept the run from doing all that it should; empty when nothing did
 * @param heldBy the other run that was at work, so that this one did nothing
 */
public record RunReport(List<DayResult> days, List<String> problems, Optional<String> heldBy) {
  public RunReport {
    requireNonNull(heldBy, "heldBy");
    days = List.copyOf(days);
    problems = List.copyOf(problems);
  }

  static RunReport stopped(List<String> problems) {
    return new RunReport(List.of(), problems, Optional.empty());
  }

  static RunReport held(String by) {
    return new RunReport(List.of(), List.of(), Optional.of(by));
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
