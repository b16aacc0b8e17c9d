package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
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
   * @param done how many records each archived day of a group has
   */
  void look(List<LogGroup> groups, Map<String, Map<LocalDate, RecordCount>> done, Instant now)
      throws InterruptedException {
    if (days == 0) {
      return;
    }
    List<DayWindow> windows = windows(now);
    List<LogGroup> some =
        groups.stream()
            .filter(
                group ->
                    windows.stream()
                        .anyMatch(window -> done.get(group.name()).containsKey(window.day())))
            .toList();
    int atOnce = Math.max(1, Math.min(MOST_GROUPS, MOST_ROWS / windows.size()));
    for (int from = 0; from < some.size(); from += atOnce) {
      look(some.subList(from, Math.min(some.size(), from + atOnce)), windows, done, now);
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
      List<LogGroup> groups,
      List<DayWindow> all,
      Map<String, Map<LocalDate, RecordCount>> done,
      Instant now)
      throws InterruptedException {
    // The service refuses a question about days before the groups existed.
    List<DayWindow> windows =
        all.stream()
            .filter(
                window ->
                    groups.stream()
                        .anyMatch(group -> done.get(group.name()).containsKey(window.day())))
            .toList();
    Answer<Map<String, Map<LocalDate, Long>>> counts =
        source.countDays(groups.stream().map(LogGroup::name).toList(), windows);
    if (counts.verdict() == Answer.Verdict.REFUSED && groups.size() > 1) {
      // One group that cannot be asked, or not together with the others, must not hide them.
      int half = groups.size() / 2;
      look(groups.subList(0, half), all, done, now);
      look(groups.subList(half, groups.size()), all, done, now);
      return;
    }
    if (!counts.given()) {
      problems.add(
          "late events of "
              + groups.get(0).name()
              + (groups.size() > 1 ? " and " + (groups.size() - 1) + " more groups" : "")
              + " could not be looked for (recheckDays 0 leaves that out): "
              + counts.reason());
      return;
    }
    for (LogGroup group : groups) {
      Map<LocalDate, Long> ofGroup = counts.get().getOrDefault(group.name(), new HashMap<>());
      for (DayWindow window : windows) {
        RecordCount noted = done.get(group.name()).get(window.day());
        long events = ofGroup.getOrDefault(window.day(), 0L);
        boolean stillWhole = !window.from().isBefore(group.horizon(now));
        if (noted != null && stillWhole && events > noted.atMost()) {
          compare(new PlannedDay(group, window, Decision.EXPORT_AGAIN), events);
        }
      }
    }
  }

  /** The note counts the day's own export; records of the day can lie in later exports as well. */
  private void compare(PlannedDay day, long events) {
    try {
      Optional<ArchivedDay> archived = archive.day(day.group().name(), day.window().day());
      if (archived.isPresent() && events > archived.get().count().atMost()) {
        Optional<Manifest.Counted> before = archived.get().manifest().counted();
        // What an export left out before, it will leave out again.
        if (before.isEmpty() || events > before.get().events()) {
          grown.add(day);
        }
      }
    } catch (IOException e) {
      problems.add(day + ": " + e.getMessage());
    }
  }

  List<PlannedDay> grown() {
    return List.copyOf(grown);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
