package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.PlannedDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which days from before a group's creation there are: PutLogEvents takes events up to 14
 * days old, also into a group that was made a minute ago, but mostly there are none.
 */
public final class EarlyDays {
  private final LogSource source;

  public EarlyDays(LogSource source) {
    this.source = requireNonNull(source, "source");
  }

  /**
   * The same days; each from before the group's creation of which the service holds nothing becomes
   * one that nothing is to be done about. One question, as a rule, and one more a day if there is
   * anything.
   *
   * @param planned days of one group
   */
  public Answer<List<PlannedDay>> look(List<PlannedDay> planned) throws InterruptedException {
    List<PlannedDay> early = planned.stream().filter(EarlyDays::isDoubtful).toList();
    if (early.isEmpty()) {
      return Answer.of(planned);
    }
    Instant from = early.stream().map(day -> day.window().from()).min(Instant::compareTo).get();
    Instant to = early.stream().map(day -> day.window().to()).max(Instant::compareTo).get();
    Answer<Boolean> any = source.hasEvents(early.get(0).group().name(), from, to);
    List<PlannedDay> known = new ArrayList<>();
    for (PlannedDay day : planned) {
      if (any.given() && any.get() && isDoubtful(day) && early.size() > 1) {
        Answer<Boolean> anyOfTheDay =
            source.hasEvents(day.group().name(), day.window().from(), day.window().to());
        if (!anyOfTheDay.given()) {
          return notToBeHad(day, anyOfTheDay);
        }
        known.add(anyOfTheDay.get() ? day : day.with(Decision.BEFORE_CREATION));
      } else if (!any.given()) {
        return notToBeHad(early.get(0), any);
      } else {
        known.add(isDoubtful(day) && !any.get() ? day.with(Decision.BEFORE_CREATION) : day);
      }
    }
    return Answer.of(known);
  }

  /**
   * Leaves out what the archive has, and what it is known not to need. An adopted day is needed
   * when the service holds all of it after all.
   */
  public static List<PlannedDay> unknown(List<PlannedDay> planned, GroupNotes notes, Instant now) {
    return planned.stream()
        .filter(day -> !notes.isDone(day.window().day()))
        .filter(day -> !(notes.isAdopted(day.window().day()) && day.isPartlyExpired(now)))
        .filter(day -> !isSettled(day, notes))
        .toList();
  }

  /**
   * A day whose manifest is gone is not: there was something, and the service may still have it.
   */
  private static boolean isSettled(PlannedDay day, GroupNotes notes) {
    return day.isBeforeCreation()
        && notes.isSettledBefore(day.group().created())
        && !notes.withoutManifest().containsKey(day.window().day());
  }

  private static boolean isDoubtful(PlannedDay day) {
    return day.isBeforeCreation()
        && switch (day.decision()) {
          case EXPORT_IF_ANY, EXPORT_PROVISIONALLY, WAIT_TO_SETTLE -> true;
          case EXPORT, EXPORT_AGAIN, WAIT_FOR_END, BEFORE_CREATION, EXPIRED -> false;
        };
  }

  private static Answer<List<PlannedDay>> notToBeHad(PlannedDay day, Answer<Boolean> answer) {
    String reason =
        "whether "
            + day.group().name()
            + " holds events from before its creation is not to be had: "
            + answer.reason();
    return answer.verdict() == Answer.Verdict.REFUSED
        ? Answer.refused(reason)
        : Answer.unreachable(reason);
  }
}
