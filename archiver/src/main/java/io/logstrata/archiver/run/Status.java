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
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How far the archive is, by its listing alone: nothing of it is read or written. The service is
 * asked whether it holds anything from before the creation of its groups, unless that is known.
 */
public final class Status {
  private final LogSource source;
  private final Archive archive;
  private final GroupRoll roll;
  private final EarlyDays earlyDays;
  private final Planner planner;
  private final Pace pace;

  /** Prepares the question; nothing is asked yet. */
  public Status(LogSource source, ArchiveStore store, Layout layout, Planner planner, Pace pace) {
    this.source = requireNonNull(source, "source");
    this.archive = new Archive(store, layout);
    this.roll = new GroupRoll(store, layout);
    this.earlyDays = new EarlyDays(source);
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * The days of each chosen group: those in the archive, and those that should be. Groups with days
   * at risk come first, and groups that the service no longer has come last. A group whose days
   * cannot be told is left out, and is among the problems.
   *
   * @param lookbackDays how many days back the archive should go; empty means as far as the service
   *     does
   * @param guardDays how many days before the service deletes a day it is at risk
   */
  public Answer<Partial<List<GroupStatus>>> of(
      GroupSelection selection, OptionalInt lookbackDays, int guardDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.thereOrGone(source, selection, roll);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    List<LogGroup> groups = chosen.get().groups();
    List<GroupStatus> all = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      Map<String, GroupNotes> notes = new Listings(archive).notes(groups);
      for (LogGroup group : groups) {
        Answer<GroupStatus> status = of(group, notes.get(group.name()), lookbackDays, guardDays);
        if (status.given()) {
          all.add(status.get());
        } else {
          problems.add(status.reason());
        }
      }
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
    // What is about to be lost comes first, where nobody overlooks it.
    all.sort(Comparator.comparing(status -> status.count(DayState.AT_RISK) == 0));
    try {
      for (String group : chosen.get().gone()) {
        TreeMap<LocalDate, DayState> days = new TreeMap<>();
        addArchived(archive.notes(group), days);
        all.add(new GroupStatus(group, true, days));
      }
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
    return Answer.of(new Partial<>(all, problems));
  }

  private Answer<GroupStatus> of(
      LogGroup group, GroupNotes notes, OptionalInt lookbackDays, int guardDays)
      throws IOException, InterruptedException {
    TreeMap<LocalDate, DayState> days = new TreeMap<>();
    Optional<String> otherZone =
        new GroupZone(archive, planner.zone()).problem(group.name(), notes);
    if (otherZone.isPresent()) {
      return Answer.refused(otherZone.get());
    }
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
    addArchived(notes, days);
    return Answer.of(new GroupStatus(group.name(), false, days));
  }

  private static void addArchived(GroupNotes notes, Map<LocalDate, DayState> days) {
    for (LocalDate day : notes.archived()) {
      days.merge(
          day,
          notes.isAdopted(day) ? DayState.ADOPTED : DayState.COPIED,
          (planned, copied) ->
              planned == DayState.AT_RISK && copied != DayState.ADOPTED ? planned : copied);
    }
    notes.done().keySet().forEach(day -> days.put(day, DayState.ARCHIVED));
  }
}
