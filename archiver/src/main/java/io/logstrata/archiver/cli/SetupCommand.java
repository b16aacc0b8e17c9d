package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.SetupAws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.Actual;
import io.logstrata.archiver.setup.Application;
import io.logstrata.archiver.setup.Plan;
import io.logstrata.archiver.setup.Planner;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the environment as the configuration declares it. */
@Command(
    name = "setup",
    description = {
      "Compares the log groups, the bucket, the topics and the alarms that the configuration"
          + " declares with what is there, and prints what there is to do. Nothing is changed"
          + " without --apply. What is not declared is never touched, and nothing is ever deleted.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class SetupCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @ArgGroup private Mode mode;

  @Option(
      names = "--offline",
      description = "With --test-filters: in memory only, without asking the service.")
  private boolean offline;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Mixin private ConfigOptions config;

  /** What to do; without any, only the plan is printed. */
  static final class Mode {
    @Option(
        names = "--apply",
        description = "Do it, each thing after what it needs. Safe to repeat, and to interrupt.")
    private boolean apply;

    @Option(
        names = "--check",
        description = "Print the plan, and end with exit code 3 when anything is not as declared.")
    private boolean check;

    @Option(
        names = "--test-filters",
        paramLabel = "FILE.jsonl",
        description = {
          "Run each alarm's filter over the messages in the file, one a line, in memory and by the"
              + " service's own TestMetricFilter.",
          "Ends with exit code 3 when the two disagree."
        })
    private Path testFilters;
  }

  SetupCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (offline && (mode == null || mode.testFilters == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--offline is for --test-filters alone: a plan takes a look at what is there");
    }
    Settings settings = config.settings(environment);
    if (settings.declaration().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "configuration: nothing is declared: give \"logGroups\", \"bucket\", \"topics\" or"
                  + " \"alarms\"");
      return ExitCode.USAGE;
    }
    if (mode != null && mode.testFilters != null) {
      return new FilterTryout(spec.commandLine(), settings, json, offline).run(mode.testFilters);
    }
    try (SetupAws aws = ConfigOptions.setupAws(settings)) {
      Answer<Actual> actual = aws.environment().read(settings.declaration());
      if (!actual.given()) {
        spec.commandLine().getErr().println("stopped: " + actual.reason());
        return ExitCode.FAILED;
      }
      Plan plan = Planner.plan(settings.declaration(), actual.get());
      SetupPrinter printer =
          new SetupPrinter(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
      printer.plan(plan);
      if (mode != null && mode.apply) {
        boolean done = new Application(aws.environment(), printer::outcome).apply(plan);
        return done ? ExitCode.DONE : ExitCode.FAILED;
      }
      return mode != null && mode.check && plan.differs() ? ExitCode.DIFFERENT : ExitCode.DONE;
    }
  }
}
