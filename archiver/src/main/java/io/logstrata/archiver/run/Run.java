package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
    this.archive = new Archive(store, layout);
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
    return work(
        selection,
        wait,
        chosen -> planner.requested(chosen.groups(), first, last, provisional, pace.now()),
        new ArrayList<>());
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
    return work(selection, wait, chosen -> due(chosen.groups(), lookbackDays, problems), problems);
  }

  /** What {@link #nightly} would do now, soonest to expire first. Nothing is written. */
  public Answer<List<PlannedDay>> plan(GroupSelection selection, OptionalInt lookbackDays)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, selection);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    try {
      List<String> problems = new ArrayList<>();
      List<PlannedDay> due = due(chosen.get().groups(), lookbackDays, problems);
      problems.forEach(notices::say);
      return Answer.of(due);
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  private List<PlannedDay> due(
      List<LogGroup> groups, OptionalInt lookbackDays, List<String> problems)
      throws IOException, InterruptedException {
    Map<String, Map<LocalDate, RecordCount>> done = new HashMap<>();
    for (LogGroup group : groups) {
      done.put(group.name(), doneCounts(group));
    }
    Instant now = pace.now();
    Recheck recheck = new Recheck(source, archive, planner.zone(), recheckDays);
    recheck.look(groups, done, now);
    problems.addAll(recheck.problems());
    List<PlannedDay> days = new ArrayList<>(recheck.grown());
    planner.due(groups, lookbackDays, now).stream()
        .filter(day -> !done.get(day.group().name()).containsKey(day.window().day()))
        .forEach(days::add);
    return Planner.soonestToExpireFirst(days, now);
  }

  private Map<LocalDate, RecordCount> doneCounts(LogGroup group) throws IOException {
    try {
      return archive.doneCounts(group.name());
    } catch (FileNotFoundException e) {
      // No bucket yet: every day is due.
      return Map.of();
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
    prepared.get().forEach(notices::say);
    try {
      Set<String> known = roll.names();
      List<String> strangers = GroupRoll.strangersFolders(chosen.get().groups(), known);
      if (!strangers.isEmpty()) {
        return RunReport.stopped(strangers);
      }
      Optional<LeaseNote> holder = wait ? waitForLease() : lease.take();
      if (holder.isPresent()) {
        return RunReport.held(holder.get().owner() + ", until " + holder.get().expires());
      }
      Heartbeat heartbeat = new Heartbeat(lease);
      try {
        GroupRoll.vanished(selection, chosen.get().all(), known)
            .forEach(name -> notices.say("the group " + name + " is gone; its archive stays"));
        roll.add(chosen.get().groups(), known);
        return runAll(choice.days(chosen.get()), problems);
      } finally {
        heartbeat.close();
      }
    } catch (IOException e) {
      return RunReport.stopped(List.of(e.getMessage()));
    }
  }

  private Optional<LeaseNote> waitForLease() throws IOException, InterruptedException {
    Instant begun = pace.now();
    Backoff backoff = new Backoff(pace, Duration.ofSeconds(5), Duration.ofMinutes(1));
    Optional<LeaseNote> holder = lease.take();
    if (holder.isPresent()) {
      notices.say("waiting: another run is at work: " + holder.get().owner());
    }
    while (holder.isPresent()
        && Duration.between(begun, pace.now()).compareTo(patience.slot()) < 0) {
      backoff.pause();
      holder = lease.take();
    }
    return holder;
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
    return new RunReport(results, problems, Optional.empty());
  }
}
