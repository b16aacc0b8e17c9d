package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Notices;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Run;
import java.util.Map;

/** What the commands have in common that need a run. */
abstract class RunCommand extends ArchiveCommand {
  RunCommand(Map<String, String> environment) {
    super(environment);
  }

  /** One run, unless the command wants more of them. */
  @Override
  int work(Aws aws, Settings settings) throws Exception {
    try (Progress progress = new Progress(err(), Main.terminal(spec()))) {
      return run(newRun(aws, settings, progress), settings);
    }
  }

  /** Does the work and returns the exit code. */
  abstract int run(Run run, Settings settings) throws Exception;

  /** A run that is nobody else's. */
  final Run newRun(Aws aws, Settings settings, Notices notices) {
    return new Run(
        aws.logSource(),
        aws.store(),
        settings.bucketLayout(),
        new Planner(settings.zone(), settings.settle()),
        Pace.real(),
        notices,
        options(settings));
  }
}
