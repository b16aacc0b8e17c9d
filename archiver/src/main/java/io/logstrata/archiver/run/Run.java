package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One run over many days. */
public final class Run {
  private final LogSource source;
  private final ArchiveStore store;
  private final Archive archive;
  private final Planner planner;
  private final Pace pace;
  private final Notices notices;
  private final DayRunner days;

  /** Prepares a run; nothing is asked or written yet. */
  public Run(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      Planner planner,
      Pace pace,
      Notices notices,
      RunOptions options) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.planner = requireNonNull(planner, "planner");
    this.archive = new Archive(store, layout);
    this.pace = requireNonNull(pace, "pace");
    this.notices = requireNonNull(notices, "notices");
    this.days = new DayRunner(source, store, layout, pace, notices, options);
  }

  /**
   * Archives the days from first to last, both included, of every group that the filter chooses. A
   * day that fails does not keep the others from being archived.
   *
   * @param provisional whether days that are not final are copied as well
   */
  public RunReport backfill(
      String groupFilter, LocalDate first, LocalDate last, boolean provisional)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, groupFilter);
    return chosen.given()
        ? archive(
            chosen.get(),
            planner.requested(chosen.get().groups(), first, last, provisional, pace.now()))
        : RunReport.stopped(List.of(chosen.reason()));
  }

  /**
   * Archives every final day that the service still holds and the archive lacks, so that a missed
   * night heals by itself.
   *
   * @param lookbackDays how many days back at most; empty means as far as the service goes
   */
  public RunReport nightly(String groupFilter, OptionalInt lookbackDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, groupFilter);
    if (!chosen.given()) {
      return RunReport.stopped(List.of(chosen.reason()));
    }
    Optional<String> problem = prepare(chosen.get().accountId());
    if (problem.isPresent()) {
      return RunReport.stopped(List.of(problem.get()));
    }
    Answer<List<PlannedDay>> due = due(chosen.get().groups(), lookbackDays);
    return due.given()
        ? new RunReport(runAll(due.get()), List.of())
        : RunReport.stopped(List.of(due.reason()));
  }

  /** What {@link #nightly} would do now, soonest to expire first. Nothing is written. */
  public Answer<List<PlannedDay>> plan(String groupFilter, OptionalInt lookbackDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, groupFilter);
    return chosen.given() ? due(chosen.get().groups(), lookbackDays) : chosen.withoutValue();
  }

  private Answer<List<PlannedDay>> due(List<LogGroup> groups, OptionalInt lookbackDays) {
    try {
      Map<String, Set<LocalDate>> done = new HashMap<>();
      for (LogGroup group : groups) {
        done.put(group.name(), archive.doneDays(group.name()));
      }
      return Answer.of(
          planner.due(groups, lookbackDays, pace.now()).stream()
              .filter(day -> !done.get(day.group().name()).contains(day.window().day()))
              .toList());
    } catch (FileNotFoundException e) {
      // No bucket yet: every day is due.
      return Answer.of(planner.due(groups, lookbackDays, pace.now()));
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  private RunReport archive(ChosenGroups chosen, List<PlannedDay> planned)
      throws InterruptedException {
    Optional<String> problem = prepare(chosen.accountId());
    return problem.isPresent()
        ? RunReport.stopped(List.of(problem.get()))
        : new RunReport(runAll(planned), List.of());
  }

  private List<DayResult> runAll(List<PlannedDay> planned) throws InterruptedException {
    List<DayResult> results = new ArrayList<>();
    for (PlannedDay day : planned) {
      results.add(days.run(day));
    }
    return results;
  }

  private Optional<String> prepare(Optional<String> accountId) throws InterruptedException {
    Answer<List<String>> prepared = store.prepare(accountId);
    if (!prepared.given()) {
      return Optional.of(prepared.reason());
    }
    prepared.get().forEach(notices::say);
    return Optional.empty();
  }
}
