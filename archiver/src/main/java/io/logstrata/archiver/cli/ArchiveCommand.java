package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.Patience;
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
 * What the commands have in common that write into the archive: the configuration, clients, a name
 * for what they write, and a place to print.
 */
abstract class ArchiveCommand implements Callable<Integer> {
  static final String WAIT =
      "Wait while another run is at work, up to slotWait, instead of leaving the work to it.";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  ArchiveCommand(Map<String, String> environment) {
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

  /** Throws what picocli prints as wrong usage. */
  void checkUsage() {}

  /** Does the work and returns the exit code. */
  abstract int work(Aws aws, Settings settings) throws Exception;

  /** Of a run that is nobody else's. */
  static RunOptions options(Settings settings) {
    return new RunOptions(
        new Patience(settings.slotWait(), settings.taskTimeout(), Patience.DEFAULT.unreachable()),
        settings.countWith(),
        settings.recheckDays(),
        "logstrata-archiver "
            + Version.number()
            + " on "
            + host()
            + ", process "
            + ProcessHandle.current().pid()
            + ", run "
            + UUID.randomUUID());
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
