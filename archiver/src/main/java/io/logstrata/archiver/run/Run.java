package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One run over many days. */
public final class Run {
  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final Listings listings;
  private final EarlyDays earlyDays;
  private final Planner planner;
  private final Pace pace;
  private final Notices notices;
  private final DayRunner days;
  private final GroupRoll roll;
  private final Lease lease;
  private final Patience patience;
  private final int recheckDays;

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
    this.layout = requireNonNull(layout, "layout");
    this.archive = new Archive(store, layout);
    this.listings = new Listings(archive);
    this.earlyDays = new EarlyDays(source);
    this.pace = requireNonNull(pace, "pace");
    this.notices = requireNonNull(notices, "notices");
    this.days = new DayRunner(source, store, layout, pace, notices, options);
    this.roll = new GroupRoll(store, layout);
    this.lease = new Lease(store, layout.leaseKey(), options.createdBy(), pace);
    this.patience = options.patience();
    this.recheckDays = options.countWith() == CountWith.INSIGHTS ? options.recheckDays() : 0;
  }

  /**
   * Archives the days from first to last, both included, of every chosen group. A day that fails
   * does not keep the others from being archived.
   *
   * @param provisional whether days that are not final are copied as well
   * @param wait whether to wait while another run is at work, instead of leaving the work to it
   */
  public RunReport backfill(
      GroupSelection selection, LocalDate first, LocalDate last, boolean provisional, boolean wait)
      throws InterruptedException {
    List<String> problems = new ArrayList<>();
    return work(
        selection,
        wait,
        chosen -> requested(chosen.groups(), first, last, provisional, problems),
        problems);
  }

  private List<PlannedDay> requested(
      List<LogGroup> groups,
      LocalDate first,
      LocalDate last,
      boolean provisional,
      List<String> problems)
      throws IOException, InterruptedException {
    Instant now = pace.now();
    List<PlannedDay> days = new ArrayList<>();
    Map<String, GroupNotes> notes = listings.notes(groups);
    List<LogGroup> ofTheZone = ofTheZone(groups, notes, problems);
    noteZone(ofTheZone, notes);
    for (LogGroup group : ofTheZone) {
      Answer<List<PlannedDay>> known =
          earlyDays.look(planner.requested(List.of(group), first, last, provisional, now));
      if (known.given()) {
        days.addAll(known.get());
      } else {
        problems.add(known.reason());
      }
    }
    return Planner.soonestToExpireFirst(days, now);
  }

  /**
   * Archives every final day that the service still holds and the archive lacks, so that a missed
   * night heals by itself, and exports days again of which the service now holds more.
   *
   * @param lookbackDays how many days back at most; empty means as far as the service goes
   * @param wait whether to wait while another run is at work, instead of leaving the work to it
   */
  public RunReport nightly(GroupSelection selection, OptionalInt lookbackDays, boolean wait)
      throws InterruptedException {
    List<String> problems = new ArrayList<>();
    List<PlannedDay> settling = new ArrayList<>();
    return work(
            selection,
            wait,
            chosen -> {
              Map<String, GroupNotes> notes = listings.notes(chosen.groups());
              List<LogGroup> groups = ofTheZone(chosen.groups(), notes, problems);
              noteZone(groups, notes);
              List<PlannedDay> open = open(groups, notes, lookbackDays, true, problems);
              notices.planned(open, pace.now());
              open.stream().filter(day -> !day.decision().exports()).forEach(settling::add);
              return open.stream().filter(day -> day.decision().exports()).toList();
            },
            problems)
        .with(settling);
  }

  /**
   * What {@link #nightly} would do now, and the days that are over and wait to settle; soonest to
   * expire first. Nothing is written. The problems are those that nightly would fail with.
   */
  public Answer<Partial<List<PlannedDay>>> plan(GroupSelection selection, OptionalInt lookbackDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.inArchive(source, selection, roll);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    try {
      List<String> problems = new ArrayList<>();
      Map<String, GroupNotes> notes = listings.notes(chosen.get().groups());
      List<LogGroup> groups = ofTheZone(chosen.get().groups(), notes, problems);
      List<PlannedDay> open = open(groups, notes, lookbackDays, false, problems);
      return Answer.of(new Partial<>(open, problems));
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  /**
   * The days that are over and not archived. No more is written than a note of what need not be
   * asked again.
   */
  private List<PlannedDay> open(
      List<LogGroup> groups,
      Map<String, GroupNotes> notes,
      OptionalInt lookbackDays,
      boolean mayWrite,
      List<String> problems)
      throws IOException, InterruptedException {
    Instant now = pace.now();
    Recheck recheck = new Recheck(source, archive, planner.zone(), recheckDays);
    recheck.look(groups, notes, now);
    problems.addAll(recheck.problems());
    List<PlannedDay> days = new ArrayList<>(recheck.grown());
    for (LogGroup group : groups) {
      GroupNotes known = notes.get(group.name());
      Answer<List<PlannedDay>> open =
          earlyDays.look(
              EarlyDays.unknown(planner.over(List.of(group), lookbackDays, now), known, now));
      if (!open.given()) {
        problems.add(open.reason());
        continue;
      }
      open.get().stream()
          .filter(day -> day.decision() != Decision.BEFORE_CREATION)
          .forEach(days::add);
      if (mayWrite) {
        settle(group, known, open.get(), now);
      }
    }
    return Planner.soonestToExpireFirst(days, now);
  }

  /** Leaves out, by name, the groups whose archive has the days of another zone. */
  private List<LogGroup> ofTheZone(
      List<LogGroup> groups, Map<String, GroupNotes> notes, List<String> problems)
      throws IOException {
    GroupZone zone = new GroupZone(archive, planner.zone());
    List<LogGroup> fitting = new ArrayList<>();
    for (LogGroup group : groups) {
      Optional<String> problem = zone.problem(group.name(), notes.get(group.name()));
      problem.ifPresentOrElse(problems::add, () -> fitting.add(group));
    }
    return fitting;
  }

  /**
   * Before the first day is written, so that no later run goes by another calendar. The note of a
   * run that archived nothing may say another: beside this one, it no longer tells whose the days
   * are.
   */
  private void noteZone(List<LogGroup> groups, Map<String, GroupNotes> notes) throws IOException {
    for (LogGroup group : groups) {
      if (!GroupZone.isNoted(planner.zone(), notes.get(group.name()))) {
        store.putIfAbsent(layout.zoneKey(group.name(), planner.zone()), new byte[0]);
      }
    }
  }

  private void settle(LogGroup group, GroupNotes notes, List<PlannedDay> looked, Instant now)
      throws IOException {
    Set<LocalDate> empty =
        looked.stream()
            .filter(day -> day.decision() == Decision.BEFORE_CREATION)
            .map(day -> day.window().day())
            .collect(Collectors.toSet());
    List<PlannedDay> all = planner.settledBeforeCreation(group, now);
    boolean settled =
        !all.isEmpty()
            && all.stream()
                .map(day -> day.window().day())
                .allMatch(day -> notes.isDone(day) || empty.contains(day));
    if (settled && !notes.isSettledBefore(group.created())) {
      store.putIfAbsent(layout.settledKey(group.name(), group.created()), new byte[0]);
    }
  }

  /** Which days a run is to bring into the archive. */
  private interface Choice {
    List<PlannedDay> days(ChosenGroups chosen) throws IOException, InterruptedException;
  }

  private RunReport work(
      GroupSelection selection, boolean wait, Choice choice, List<String> problems)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, selection);
    if (!chosen.given()) {
      return RunReport.stopped(List.of(chosen.reason()));
    }
    Answer<List<String>> prepared = store.prepare(chosen.get().accountId());
    if (!prepared.given()) {
      return RunReport.stopped(List.of(prepared.reason()));
    }
    // Said after the plan, which may have something that is more urgent.
    List<String> later = new ArrayList<>(prepared.get());
    try {
      Set<String> known = roll.names();
      List<String> strangers = GroupRoll.strangersFolders(chosen.get().groups(), known);
      if (!strangers.isEmpty()) {
        return RunReport.stopped(strangers);
      }
      Optional<LeaseNote> holder = wait ? lease.take(patience.slot(), notices) : lease.take();
      if (holder.isPresent()) {
        return RunReport.held(holder.get().owner() + ", until " + holder.get().expires());
      }
      Heartbeat heartbeat = new Heartbeat(lease);
      try {
        GroupRoll.vanished(selection, chosen.get().all(), known)
            .forEach(name -> later.add("the group " + name + " is gone; its archive stays"));
        roll.add(chosen.get().groups(), known);
        List<PlannedDay> planned = choice.days(chosen.get());
        later.forEach(notices::say);
        later.clear();
        return runAll(planned, problems);
      } finally {
        heartbeat.close();
      }
    } catch (IOException e) {
      return RunReport.stopped(List.of(e.getMessage()));
    } finally {
      later.forEach(notices::say);
    }
  }

  private RunReport runAll(List<PlannedDay> planned, List<String> problems)
      throws InterruptedException {
    List<DayResult> results = new ArrayList<>();
    for (PlannedDay day : planned) {
      if (Thread.interrupted()) {
        throw new InterruptedException("asked to stop before " + day);
      }
      if (lease.isLost()) {
        problems.add(
            "another run has taken over, because this one did not answer for "
                + Lease.TERM
                + ": "
                + (planned.size() - results.size())
                + " days are left to it");
        break;
      }
      notices.progress(results.size(), planned.size());
      results.add(days.run(day));
    }
    notices.progress(planned.size(), planned.size());
    results.replaceAll(days::reconsidered);
    problems.addAll(days.denials());
    return new RunReport(results, problems, Optional.empty(), List.of());
  }
}
