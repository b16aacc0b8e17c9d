package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Run;
import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Archives the days that it is told. */
@Command(
    name = "backfill",
    description = {
      "Archives the days from --from to --to, both included, of every group that logGroupFilter chooses.",
      "A day that is archived already is left as it is; one that is not final is exported only with"
          + " --provisional, and stays due."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class BackfillCommand extends RunCommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "yyyy-MM-dd",
      description = "The first day, in the configured zone (UTC unless said otherwise).")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "yyyy-MM-dd",
      description = "The last day; it is archived as well.")
  private LocalDate to;

  @Option(
      names = "--provisional",
      description = "Copy days that can still grow, too; a later run copies them again.")
  private boolean provisional;

  @Option(names = "--wait", description = RunCommand.WAIT)
  private boolean wait;

  BackfillCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void checkUsage() {
    if (to.isBefore(from)) {
      throw new ParameterException(
          spec().commandLine(), "--to " + to + " is before --from " + from + ": swap them");
    }
  }

  @Override
  int run(Run run, Settings settings) throws InterruptedException {
    return new ReportPrinter(out(), err())
        .print(run.backfill(settings.groups(), from, to, provisional, wait));
  }
}
