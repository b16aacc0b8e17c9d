package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.run.Run;
import io.logstrata.archiver.run.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Archives whatever is due. */
@Command(
    name = "nightly",
    description = {
      "Archives every final day that the service still holds and the archive lacks: for cron, once"
          + " a day or as often as you like.",
      "Counts the last recheckDays days again, and exports those anew that have grown since.",
      "A night that was missed, or ended in the middle, is made up for by the next one."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
class NightlyCommand extends RunCommand {
  @Option(names = "--wait", description = ArchiveCommand.WAIT)
  private boolean wait;

  NightlyCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  final int run(Run run, Settings settings) throws InterruptedException {
    RunReport report = run.nightly(settings.groups(), settings.lookbackDays(), wait);
    // They come first, where nobody overlooks them.
    List<PlannedDay> atRisk = report.atRisk(settings.guardDays(), Instant.now());
    atRisk.forEach(
        day -> err().println("about to be lost: " + day + " expires within days, unarchived"));
    int exit = new ReportPrinter(out(), err()).print(report);
    return exit == ExitCode.DONE && !atRisk.isEmpty() ? ExitCode.DIFFERENT : exit;
  }
}
