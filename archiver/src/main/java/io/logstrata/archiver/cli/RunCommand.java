package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Notices;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Patience;
import io.logstrata.archiver.run.Run;
import io.logstrata.archiver.run.RunOptions;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What the commands have in common that need a run: the configuration, clients, and a place to
 * print.
 */
abstract class RunCommand implements Callable<Integer> {
  static final String WAIT =
      "Wait while another run is at work, up to slotWait, instead of leaving the work to it.";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  RunCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public final Integer call() throws Exception {
    checkUsage();
    Settings settings = config.settings(environment);
    try (Aws aws = ConfigOptions.aws(settings)) {
      return work(aws, settings);
    }
  }

  /** One run, unless the command wants more of them. */
  int work(Aws aws, Settings settings) throws Exception {
    // Otherwise the lease would keep the next run out until it has run out.
    StopHook hook = new StopHook(Thread.currentThread()::interrupt);
    try {
      return workUntilStopped(aws, settings);
    } finally {
      hook.close();
    }
  }

  private int workUntilStopped(Aws aws, Settings settings) throws Exception {
    try (Progress progress = new Progress(err(), Main.terminal(spec))) {
      return run(newRun(aws, settings, progress), settings);
    } catch (InterruptedException e) {
      // Said here: as soon as the hook is closed, the process may be gone.
      err().println(Failure.INTERRUPTED);
      return ExitCode.FAILED;
    }
  }

  /** Throws what picocli prints as wrong usage. */
  void checkUsage() {}

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
        new AtRisk(notices, settings.guardDays()),
        new RunOptions(
            new Patience(
                settings.slotWait(), settings.taskTimeout(), Patience.DEFAULT.unreachable()),
            settings.countWith(),
            settings.recheckDays(),
            "logstrata-archiver "
                + Version.number()
                + " on "
                + host()
                + ", process "
                + ProcessHandle.current().pid()
                + ", run "
                + UUID.randomUUID()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  final CommandSpec spec() {
    return spec;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
