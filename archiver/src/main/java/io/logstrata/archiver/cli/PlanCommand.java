package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.Partial;
import io.logstrata.archiver.run.Run;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;

/** Says what nightly would do. */
@Command(
    name = "plan",
    description = {
      "Prints what nightly would do now and why, soonest to expire first. Nothing is written.",
      "Ends with exit code 3 when a day will be lost within guardDays unless it is archived."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PlanCommand extends RunCommand {
  PlanCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  int run(Run run, Settings settings) throws InterruptedException {
    Answer<Partial<List<PlannedDay>>> plan = run.plan(settings.groups(), settings.lookbackDays());
    if (!plan.given()) {
      err().println("stopped: " + plan.reason());
      return ExitCode.FAILED;
    }
    List<PlannedDay> days = plan.get().value();
    Set<PlannedDay> atRisk =
        new HashSet<>(Planner.atRisk(days, settings.guardDays(), Instant.now()));
    for (PlannedDay day : days) {
      out()
          .println(
              (day.decision().exports() ? "due " : "waits ")
                  + day
                  + ": "
                  + day.decision().reason()
                  + (atRisk.contains(day)
                      ? "; the service deletes it within " + settings.guardDays() + " days"
                      : ""));
    }
    long due = days.stream().filter(day -> day.decision().exports()).count();
    out().println("due=" + due + " at-risk=" + atRisk.size());
    plan.get().problems().forEach(problem -> err().println("failed: " + problem));
    if (!plan.get().problems().isEmpty()) {
      return ExitCode.FAILED;
    }
    return atRisk.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
  }
}
