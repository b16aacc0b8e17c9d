package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Decides day by day. It holds no clock: every question brings its own "now".
 *
 * @param zone whose calendar the archive follows
 * @param settle how long after its end a day may still grow
 */
public record Planner(ZoneId zone, Duration settle) {
  public Planner {
    requireNonNull(zone, "zone");
    if (settle.isNegative()) {
      throw new IllegalArgumentException("settle is " + settle + ": give PT0S or more");
    }
  }

  /**
   * The days from first to last, both included, of each group.
   *
   * @param provisional whether days that are not final are exported as well
   */
  public List<PlannedDay> requested(
      List<LogGroup> groups, LocalDate first, LocalDate last, boolean provisional, Instant now) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          last + " is before " + first + ": give the earlier day first");
    }
    List<PlannedDay> planned = new ArrayList<>();
    for (LogGroup group : groups) {
      first
          .datesUntil(last.plusDays(1))
          .forEach(day -> planned.add(decide(group, day, provisional, now)));
    }
    return soonestToExpireFirst(planned, now);
  }

  /**
   * Every final day that the service still holds, so that a missed night heals by itself. Of a day
   * from before the group's creation it may hold nothing: that is to be asked.
   *
   * @param lookbackDays how many days back at most; empty means as far as the service goes
   */
  public List<PlannedDay> due(List<LogGroup> groups, OptionalInt lookbackDays, Instant now) {
    return over(groups, lookbackDays, now).stream()
        .filter(day -> day.decision().exports())
        .toList();
  }

  /**
   * The days of {@link #due}, and those that are over but have not settled yet.
   *
   * @param lookbackDays how many days back at most; empty means as far as the service goes
   */
  public List<PlannedDay> over(List<LogGroup> groups, OptionalInt lookbackDays, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    List<PlannedDay> planned = new ArrayList<>();
    for (LogGroup group : groups) {
      LocalDate first = firstDay(group, lookbackDays, today, now);
      for (LocalDate day = first; day.isBefore(today); day = day.plusDays(1)) {
        PlannedDay decided = decide(group, day, false, now);
        if (decided.decision().exports() || decided.decision() == Decision.WAIT_TO_SETTLE) {
          planned.add(decided);
        }
      }
    }
    return soonestToExpireFirst(planned, now);
  }

  /**
   * The days from before the group's creation of which the service may hold events, when no more of
   * them can come; empty before that time.
   */
  public List<PlannedDay> settledBeforeCreation(LogGroup group, Instant now) {
    if (now.isBefore(group.earlyEventsEnd().plus(settle))) {
      return List.of();
    }
    return over(List.of(group), OptionalInt.empty(), now).stream()
        .filter(PlannedDay::isBeforeCreation)
        .toList();
  }

  /**
   * Which of the planned days the service will have deleted before long.
   *
   * @param guardDays how many days ahead to look
   */
  public static List<PlannedDay> atRisk(List<PlannedDay> planned, int guardDays, Instant now) {
    return planned.stream()
        .filter(day -> left(day, now).compareTo(Duration.ofDays(guardDays)) <= 0)
        .toList();
  }

  private LocalDate firstDay(
      LogGroup group, OptionalInt lookbackDays, LocalDate today, Instant now) {
    Instant horizon = group.horizon(now);
    Instant oldest = group.oldestPossible();
    Instant held = oldest.isAfter(horizon) ? oldest : horizon;
    LocalDate first = held.atZone(zone).toLocalDate();
    if (lookbackDays.isPresent()) {
      LocalDate lookback = today.minusDays(lookbackDays.getAsInt());
      return lookback.isAfter(first) ? lookback : first;
    }
    return first;
  }

  private PlannedDay decide(LogGroup group, LocalDate day, boolean provisional, Instant now) {
    DayWindow window = new DayWindow(day, zone);
    return new PlannedDay(group, window, decision(group, window, provisional, now));
  }

  private Decision decision(LogGroup group, DayWindow window, boolean provisional, Instant now) {
    if (!window.to().isAfter(group.oldestPossible())) {
      return Decision.BEFORE_CREATION;
    }
    if (!window.to().isAfter(group.horizon(now))) {
      return Decision.EXPIRED;
    }
    if (window.isFinal(now, settle)) {
      return group.existedOnlyAfter(window) ? Decision.EXPORT_IF_ANY : Decision.EXPORT;
    }
    if (provisional && !window.from().isAfter(now)) {
      return Decision.EXPORT_PROVISIONALLY;
    }
    return window.isOver(now) ? Decision.WAIT_TO_SETTLE : Decision.WAIT_FOR_END;
  }

  /** The days in the order in which the service will delete them; those it keeps come last. */
  public static List<PlannedDay> soonestToExpireFirst(List<PlannedDay> planned, Instant now) {
    List<PlannedDay> ordered = new ArrayList<>(planned);
    ordered.sort(
        Comparator.<PlannedDay, Duration>comparing(day -> left(day, now))
            .thenComparing(day -> day.window().day())
            .thenComparing(day -> day.group().name()));
    return List.copyOf(ordered);
  }

  private static Duration left(PlannedDay planned, Instant now) {
    return planned.group().retentionDays().isPresent()
        ? Duration.between(planned.group().horizon(now), planned.window().from())
        : Duration.ofSeconds(Long.MAX_VALUE);
  }
}
