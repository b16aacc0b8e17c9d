package io.logstrata.archiver.cli;

import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.daemon.Daemon;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine.Command;

/** Does what nightly does, at set times. */
@Command(
    name = "daemon",
    description = {
      "Does what nightly does, at once and then by the schedule (every day at 13:00 UTC unless said"
          + " otherwise), for where there is no cron.",
      "SIGTERM and SIGINT end it, in mid-export too: the next run goes on from there."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DaemonCommand extends NightlyCommand {
  DaemonCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  int work(Aws aws, Settings settings) throws Exception {
    Daemon daemon =
        new Daemon(settings.schedule(), settings.scheduleZone(), () -> night(aws, settings));
    StopHook hook = new StopHook(daemon::stop);
    try {
      err()
          .println(
              "daemon: at once, then by \""
                  + settings.schedule()
                  + "\", "
                  + (settings.scheduleZone().normalized().equals(ZoneOffset.UTC)
                      ? "UTC"
                      : settings.scheduleZone()));
      daemon.run();
      return ExitCode.DONE;
    } finally {
      hook.close();
    }
  }

  /** A night that goes wrong must not keep the next one from being tried. */
  private void night(Aws aws, Settings settings) throws InterruptedException {
    try {
      int exit = run(newRun(aws, settings, err()::println), settings);
      err().println("daemon: the run ended with " + exit);
    } catch (RuntimeException e) {
      err()
          .println(
              "this is a bug of logstrata-archiver " + Version.number() + ", please report it:");
      e.printStackTrace(err());
    }
  }
}
