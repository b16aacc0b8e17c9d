package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Run;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
  /** About the longest retention that can be set, 3653 days: more is a slip of the keyboard. */
  private static final int MOST_YEARS = 10;

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
    // In every zone, today is at most the day after that of UTC.
    if (to.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      throw new ParameterException(
          spec().commandLine(), "--to " + to + " lies in the future: give today or an earlier day");
    }
    if (to.isBefore(from)) {
      throw new ParameterException(
          spec().commandLine(), "--to " + to + " is before --from " + from + ": swap them");
    }
    if (to.isAfter(from.plusYears(MOST_YEARS))) {
      throw new ParameterException(
          spec().commandLine(),
          "--from "
              + from
              + " --to "
              + to
              + " is more than "
              + MOST_YEARS
              + " years: give a later --from, or several runs");
    }
  }

  @Override
  int run(Run run, Settings settings) throws InterruptedException {
    return new ReportPrinter(out(), err())
        .print(run.backfill(settings.groups(), from, to, provisional, wait));
  }
}
