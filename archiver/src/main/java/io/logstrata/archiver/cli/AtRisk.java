package io.logstrata.archiver.cli;

import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Notices;
import java.time.Instant;
import java.util.List;

/**
 * Says first of all which days are about to be lost and cannot be archived by this run, since they
 * may still grow.
 */
final class AtRisk implements Notices {
  private final Notices notices;
  private final int guardDays;

  AtRisk(Notices notices, int guardDays) {
    this.notices = notices;
    this.guardDays = guardDays;
  }

  static String line(PlannedDay day) {
    return "about to be lost: " + day + " expires within days, unarchived";
  }

  @Override
  public void say(String what) {
    notices.say(what);
  }

  @Override
  public void planned(List<PlannedDay> open, Instant now) {
    Planner.atRisk(open, guardDays, now).stream()
        .filter(day -> !day.decision().exports())
        .forEach(day -> notices.say(line(day)));
  }

  @Override
  public void progress(int done, int all) {
    notices.progress(done, all);
  }
}
