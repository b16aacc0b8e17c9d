package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupChoice;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run over many days. */
public final class Run {
  private final LogSource source;
  private final ArchiveStore store;
  private final Planner planner;
  private final Pace pace;
  private final Notices notices;
  private final DayRunner days;

  /**
   * Prepares a run; nothing is asked or written yet.
   *
   * @param createdBy what the manifests name as their author; no two runs may have the same
   */
  public Run(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      Planner planner,
      Pace pace,
      Patience patience,
      Notices notices,
      String createdBy) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
    this.notices = requireNonNull(notices, "notices");
    this.days = new DayRunner(source, store, layout, pace, patience, notices, createdBy);
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
    Answer<LogSource.Groups> groups = source.groups();
    if (!groups.given()) {
      return RunReport.stopped(List.of(groups.reason()));
    }
    GroupChoice choice = GroupChoice.of(groups.get().groups(), groupFilter, Layout::groupFolder);
    List<String> problems = new ArrayList<>(choice.problems());
    choice.groups().stream()
        .map(LogGroup::name)
        .filter(Layout::isReserved)
        .forEach(
            name ->
                problems.add(
                    "the group "
                        + name
                        + " would lie where the archive keeps its notes: exclude it by logGroupFilter"));
    if (!problems.isEmpty()) {
      return RunReport.stopped(problems);
    }
    Optional<String> problem = prepare(groups.get().accountId());
    if (problem.isPresent()) {
      return RunReport.stopped(List.of(problem.get()));
    }
    List<DayResult> results = new ArrayList<>();
    for (PlannedDay planned :
        planner.requested(choice.groups(), first, last, provisional, pace.now())) {
      results.add(days.run(planned));
    }
    return new RunReport(results, List.of());
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
