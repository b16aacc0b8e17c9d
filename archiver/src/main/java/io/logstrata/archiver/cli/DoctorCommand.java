package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Preflight;
import io.logstrata.archiver.run.Symptom;
import io.logstrata.archiver.run.Symptom.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that a run needs. */
@Command(
    name = "doctor",
    description = {
      "Looks at everything that a run needs: credentials, groups, the export slot, the bucket, its"
          + " region, policy and encryption, the zone, the clock. Writes one small note into the"
          + " bucket.",
      "Ends with exit code 1 when a run would fail; each finding says what to do."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  DoctorCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = config.settings(environment);
    Layout layout = settings.bucketLayout();
    Pace pace = Pace.real();
    List<Symptom> found = new ArrayList<>();
    try (Aws aws = ConfigOptions.aws(settings)) {
      found.addAll(aws.examination().look(layout, pace.now()));
      Planner planner = new Planner(settings.zone(), settings.settle());
      found.addAll(
          new Preflight(aws.logSource(), aws.store(), layout, planner, pace)
              .look(settings.groups()));
    }
    for (Symptom symptom : found) {
      spec.commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-8s %s: %s",
                  symptom.severity(),
                  symptom.what(),
                  symptom.detail()));
    }
    boolean broken = found.stream().anyMatch(symptom -> symptom.severity() == Severity.BROKEN);
    return broken ? ExitCode.FAILED : ExitCode.DONE;
  }
}
