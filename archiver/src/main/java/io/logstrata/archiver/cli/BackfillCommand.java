package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Patience;
import io.logstrata.archiver.run.Run;
import io.logstrata.archiver.run.RunReport;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class BackfillCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

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

  @Mixin private ConfigOptions config;

  BackfillCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "--to " + to + " is before --from " + from + ": swap them");
    }
    Settings settings = config.settings(environment);
    PrintWriter err = spec.commandLine().getErr();
    try (Aws aws = ConfigOptions.aws(settings)) {
      Run run =
          new Run(
              aws.logSource(),
              aws.store(),
              new Layout(settings.logFolderName()),
              new Planner(settings.zone(), settings.settle()),
              Pace.real(),
              new Patience(
                  settings.slotWait(), settings.taskTimeout(), Patience.DEFAULT.unreachable()),
              err::println,
              "logstrata-archiver " + Version.number() + ", run " + UUID.randomUUID());
      RunReport report = run.backfill(settings.logGroupFilter(), from, to, provisional);
      return new ReportPrinter(spec.commandLine().getOut(), err).print(report);
    }
  }
}
