package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param problems what kept the run from doing all that it should; empty when nothing did
 * @param heldBy the other run that was at work, so that this one did nothing
 * @param settling days that are over and not archived, since they may still grow
 * @param stopped whether a problem kept the run from beginning
 */
public record RunReport(
    List<DayResult> days,
    List<String> problems,
    Optional<String> heldBy,
    List<PlannedDay> settling,
    boolean stopped) {
  public RunReport {
    requireNonNull(heldBy, "heldBy");
    days = List.copyOf(days);
    problems = List.copyOf(problems);
    settling = List.copyOf(settling);
  }

  /** How a run ended that began. */
  RunReport(
      List<DayResult> days,
      List<String> problems,
      Optional<String> heldBy,
      List<PlannedDay> settling) {
    this(days, problems, heldBy, settling, false);
  }

  static RunReport stopped(List<String> problems) {
    return new RunReport(List.of(), problems, Optional.empty(), List.of(), true);
  }

  static RunReport held(String by) {
    return new RunReport(List.of(), List.of(), Optional.of(by), List.of());
  }

  RunReport with(List<PlannedDay> settlingDays) {
    return new RunReport(days, problems, heldBy, settlingDays, stopped);
  }

  /**
   * The days that are not archived, and that the service deletes before long.
   *
   * @param guardDays how many days ahead to look
   */
  public List<PlannedDay> atRisk(int guardDays, Instant now) {
    List<PlannedDay> left = new ArrayList<>(settling);
    days.stream()
        .filter(day -> day.outcome() == Outcome.FAILED)
        .map(DayResult::planned)
        .forEach(left::add);
    return Planner.soonestToExpireFirst(Planner.atRisk(left, guardDays, now), now);
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
