package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.run.AdoptedDay.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * How an adoption ended.
 *
 * @param problems what kept it from looking at all that it should; empty when nothing did
 * @param heldBy the other run that was at work, so that this one did nothing
 */
public record AdoptionReport(
    List<AdoptedDay> days, List<String> problems, Optional<String> heldBy) {
  public AdoptionReport {
    requireNonNull(heldBy, "heldBy");
    days = List.copyOf(days);
    problems = List.copyOf(problems);
  }

  static AdoptionReport stopped(String problem) {
    return new AdoptionReport(List.of(), List.of(problem), Optional.empty());
  }

  static AdoptionReport held(String by) {
    return new AdoptionReport(List.of(), List.of(), Optional.of(by));
  }

  /** Whether anything failed, or was refused. */
  public boolean failed() {
    return !problems.isEmpty() || count(Outcome.FAILED) > 0 || count(Outcome.REFUSED) > 0;
  }

  /** Whether days have no copy yet that could have one, though nothing failed. */
  public boolean differs() {
    return count(Outcome.HELD) > 0 || count(Outcome.ADOPTABLE) > 0;
  }

  public long count(Outcome outcome) {
    return days.stream().filter(day -> day.outcome() == outcome).count();
  }
}
