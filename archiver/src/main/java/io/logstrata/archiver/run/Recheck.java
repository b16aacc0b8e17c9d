package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts days again that are archived already: the service takes events up to 14 days late. Many
 * groups and all their days go into one question.
 */
final class Recheck {
  // StartQuery takes 50 groups.
  private static final int MOST_GROUPS = 50;
  // What the service returns of a query without a limit of its own.
  private static final int MOST_ROWS = 1000;

  private final LogSource source;
  private final Archive archive;
  private final ZoneId zone;
  private final int days;
  private final List<PlannedDay> grown = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Recheck(LogSource source, Archive archive, ZoneId zone, int days) {
    this.source = source;
    this.archive = archive;
    this.zone = zone;
    this.days = days;
  }

  /**
   * Looks for days of which the service now holds more than the archive.
   *
   * @param notes what the archive's listing says of each group
   */
  void look(List<LogGroup> groups, Map<String, GroupNotes> notes, Instant now)
      throws InterruptedException {
    if (days == 0) {
      return;
    }
    List<DayWindow> windows = windows(now);
    List<LogGroup> some =
        groups.stream()
            .filter(group -> windows.stream().anyMatch(window -> isQueried(group, window, notes)))
            .toList();
    int atOnce = Math.max(1, Math.min(MOST_GROUPS, MOST_ROWS / windows.size()));
    for (int from = 0; from < some.size(); from += atOnce) {
      look(some.subList(from, Math.min(some.size(), from + atOnce)), windows, notes, now);
    }
    for (LogGroup group : groups) {
      readEarlyDays(group, windows, notes.get(group.name()), now);
    }
  }

  private static boolean isQueried(
      LogGroup group, DayWindow window, Map<String, GroupNotes> notes) {
    return notes.get(group.name()).isDone(window.day()) && !group.existedOnlyAfter(window);
  }

  /**
   * The service refuses a query about days before the group existed, and reads them all the same.
   */
  private void readEarlyDays(LogGroup group, List<DayWindow> windows, GroupNotes notes, Instant now)
      throws InterruptedException {
    for (DayWindow window : windows) {
      if (notes.isDone(window.day()) && group.existedOnlyAfter(window)) {
        Answer<Long> events =
            source.count(CountWith.SCAN, group.name(), window.from(), window.to());
        if (events.given()) {
          compare(group, window, notes, events.get(), now);
        } else if (events.verdict() == Answer.Verdict.UNREACHABLE) {
          problems.add(problem(List.of(group), events.reason()));
        }
        // Refused: groups of the Infrequent Access class cannot be read, on no night. A missing
        // permission is named where it is asked whether there are such days.
      }
    }
  }

  private List<DayWindow> windows(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    List<DayWindow> windows = new ArrayList<>();
    for (LocalDate day = today.minusDays(days); day.isBefore(today); day = day.plusDays(1)) {
      windows.add(new DayWindow(day, zone));
    }
    return windows;
  }

  private void look(
      List<LogGroup> groups, List<DayWindow> all, Map<String, GroupNotes> notes, Instant now)
      throws InterruptedException {
    List<DayWindow> windows =
        all.stream()
            .filter(window -> groups.stream().anyMatch(group -> isQueried(group, window, notes)))
            .toList();
    Answer<Map<String, Map<LocalDate, Long>>> counts =
        source.countDays(groups.stream().map(LogGroup::name).toList(), windows);
    if (counts.verdict() == Answer.Verdict.REFUSED && groups.size() > 1) {
      // One group that cannot be asked, or not together with the others, must not hide them.
      int half = groups.size() / 2;
      look(groups.subList(0, half), all, notes, now);
      look(groups.subList(half, groups.size()), all, notes, now);
      return;
    }
    if (!counts.given()) {
      problems.add(problem(groups, counts.reason()));
      return;
    }
    for (LogGroup group : groups) {
      Map<LocalDate, Long> ofGroup = counts.get().getOrDefault(group.name(), new HashMap<>());
      for (DayWindow window : windows) {
        if (isQueried(group, window, notes)) {
          long events = ofGroup.getOrDefault(window.day(), 0L);
          compare(group, window, notes.get(group.name()), events, now);
        }
      }
    }
  }

  private static String problem(List<LogGroup> groups, String reason) {
    return "late events of "
        + groups.get(0).name()
        + (groups.size() > 1 ? " and " + (groups.size() - 1) + " more groups" : "")
        + " could not be looked for (recheckDays 0 leaves that out): "
        + reason;
  }

  private void compare(
      LogGroup group, DayWindow window, GroupNotes notes, long events, Instant now) {
    boolean stillWhole = !window.from().isBefore(group.horizon(now));
    if (stillWhole && events > notes.done().get(window.day()).atMost()) {
      compare(new PlannedDay(group, window, Decision.EXPORT_AGAIN), events);
    }
  }

  /** The note counts the day's own export; records of the day can lie in later exports as well. */
  private void compare(PlannedDay day, long events) {
    try {
      Optional<Manifest> archived = archive.newest(day.group().name(), day.window().day());
      if (archived.isPresent() && events > records(archived.get()).atMost()) {
        Optional<Manifest.Counted> before = archived.get().counted();
        // What an export left out before, it will leave out again.
        if (before.isEmpty() || events > before.get().events()) {
          grown.add(day);
        }
      }
    } catch (IOException e) {
      problems.add(day + ": " + e.getMessage());
    }
  }

  private RecordCount records(Manifest manifest) throws IOException {
    try {
      return archive.with(manifest).count();
    } catch (DamagedObjectException e) {
      // Another day's, which is for verify to name: at worst, the day is exported once in vain.
      return manifest.confirmedRecords();
    }
  }

  List<PlannedDay> grown() {
    return List.copyOf(grown);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
