package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How far the archive is, by its listing alone: nothing is read or written. */
public final class Status {
  private final LogSource source;
  private final Archive archive;
  private final Planner planner;
  private final Pace pace;

  /** Prepares the question; nothing is asked yet. */
  public Status(LogSource source, ArchiveStore store, Layout layout, Planner planner, Pace pace) {
    this.source = requireNonNull(source, "source");
    this.archive = new Archive(store, layout);
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * The days of each chosen group: those in the archive, and those that should be.
   *
   * @param lookbackDays how many days back the archive should go; empty means as far as the service
   *     does
   * @param guardDays how many days before the service deletes a day it is at risk
   */
  public Answer<List<GroupStatus>> of(
      GroupSelection selection, OptionalInt lookbackDays, int guardDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, selection);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    List<GroupStatus> all = new ArrayList<>();
    for (LogGroup group : chosen.get().groups()) {
      try {
        all.add(of(group, lookbackDays, guardDays));
      } catch (IOException e) {
        return Answer.unreachable(e.getMessage());
      }
    }
    return Answer.of(all);
  }

  private GroupStatus of(LogGroup group, OptionalInt lookbackDays, int guardDays)
      throws IOException {
    TreeMap<LocalDate, DayState> days = new TreeMap<>();
    List<PlannedDay> due = planner.due(List.of(group), lookbackDays, pace.now());
    due.forEach(day -> days.put(day.window().day(), DayState.DUE));
    Planner.atRisk(due, guardDays, pace.now())
        .forEach(day -> days.put(day.window().day(), DayState.AT_RISK));
    try {
      archive
          .days(group.name())
          .forEach(
              day ->
                  days.merge(
                      day,
                      DayState.COPIED,
                      (planned, copied) -> planned == DayState.AT_RISK ? planned : copied));
      archive.doneDays(group.name()).forEach(day -> days.put(day, DayState.ARCHIVED));
    } catch (FileNotFoundException e) {
      // No bucket yet: nothing is archived.
      return new GroupStatus(group.name(), days);
    }
    return new GroupStatus(group.name(), days);
  }
}
