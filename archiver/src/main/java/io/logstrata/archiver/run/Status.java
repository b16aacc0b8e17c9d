package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How far the archive is, by its listing alone: nothing of it is read or written. The service is
 * asked whether it holds anything from before the creation of its groups, unless that is known.
 */
public final class Status {
  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final EarlyDays earlyDays;
  private final Planner planner;
  private final Pace pace;

  /** Prepares the question; nothing is asked yet. */
  public Status(LogSource source, ArchiveStore store, Layout layout, Planner planner, Pace pace) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.layout = requireNonNull(layout, "layout");
    this.archive = new Archive(store, layout);
    this.earlyDays = new EarlyDays(source);
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * The days of each chosen group: those in the archive, and those that should be. Groups that the
   * service no longer has come last.
   *
   * @param lookbackDays how many days back the archive should go; empty means as far as the service
   *     does
   * @param guardDays how many days before the service deletes a day it is at risk
   */
  public Answer<List<GroupStatus>> of(
      GroupSelection selection, OptionalInt lookbackDays, int guardDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.ofArchive(source, selection, store, layout);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    List<GroupStatus> all = new ArrayList<>();
    for (LogGroup group : chosen.get().groups()) {
      try {
        Answer<GroupStatus> status = of(group, lookbackDays, guardDays);
        if (!status.given()) {
          return status.withoutValue();
        }
        all.add(status.get());
      } catch (IOException e) {
        return Answer.unreachable(e.getMessage());
      }
    }
    for (String group : chosen.get().gone()) {
      try {
        TreeMap<LocalDate, DayState> days = new TreeMap<>();
        addArchived(group, notes(group), days);
        all.add(new GroupStatus(group, days));
      } catch (IOException e) {
        return Answer.unreachable(e.getMessage());
      }
    }
    return Answer.of(all);
  }

  private Answer<GroupStatus> of(LogGroup group, OptionalInt lookbackDays, int guardDays)
      throws IOException, InterruptedException {
    TreeMap<LocalDate, DayState> days = new TreeMap<>();
    GroupNotes notes = notes(group.name());
    Instant now = pace.now();
    Answer<List<PlannedDay>> open =
        earlyDays.look(
            EarlyDays.unknown(planner.over(List.of(group), lookbackDays, now), notes, now));
    if (!open.given()) {
      return open.withoutValue();
    }
    open.get().stream()
        .filter(day -> day.decision().exports())
        .forEach(day -> days.put(day.window().day(), DayState.DUE));
    // Also days that still settle: the service deletes them all the same.
    Planner.atRisk(open.get(), guardDays, now).stream()
        .filter(day -> day.decision() != Decision.BEFORE_CREATION)
        .forEach(day -> days.put(day.window().day(), DayState.AT_RISK));
    addArchived(group.name(), notes, days);
    return Answer.of(new GroupStatus(group.name(), days));
  }

  private void addArchived(String group, GroupNotes notes, Map<LocalDate, DayState> days)
      throws IOException {
    for (LocalDate day : archivedDays(group)) {
      days.merge(
          day,
          notes.isAdopted(day) ? DayState.ADOPTED : DayState.COPIED,
          (planned, copied) -> planned == DayState.AT_RISK ? planned : copied);
    }
    notes.done().keySet().forEach(day -> days.put(day, DayState.ARCHIVED));
  }

  private GroupNotes notes(String group) throws IOException {
    try {
      return archive.notes(group);
    } catch (FileNotFoundException e) {
      // No bucket yet: nothing is archived.
      return GroupNotes.NONE;
    }
  }

  private List<LocalDate> archivedDays(String group) throws IOException {
    try {
      return archive.days(group);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
