package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Run;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Archives the days that it is told. */
@Command(
    name = "backfill",
    description = {
      "Archives the days from --from to --to, both included, of every group that logGroupFilter"
          + " chooses.",
      "A day that is archived already is left as it is; one that is not final is exported only with"
          + " --provisional, and stays due."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class BackfillCommand extends RunCommand {
  @Mixin private DayRange days;

  @Option(
      names = "--provisional",
      description = "Copy days that can still grow, too; a later run copies them again.")
  private boolean provisional;

  @Option(names = "--wait", description = ArchiveCommand.WAIT)
  private boolean wait;

  BackfillCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void checkUsage() {
    days.check(spec());
  }

  @Override
  int run(Run run, Settings settings) throws InterruptedException {
    return new ReportPrinter(out(), err())
        .print(run.backfill(settings.groups(), days.from(), days.to(), provisional, wait));
  }
}
