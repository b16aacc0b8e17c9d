package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.run.AdoptedDay;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import io.logstrata.archiver.run.Adoption;
import io.logstrata.archiver.run.AdoptionReport;
import io.logstrata.archiver.run.AdoptionRequest;
import io.logstrata.archiver.run.Pace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Takes days of an older archive under manifests. */
@Command(
    name = "adopt",
    description = {
      "Takes days that another system exported, and that the service no longer has, under"
          + " manifests: reads their objects to the end and notes what is there, so that verify"
          + " watches over them and cat shows them.",
      "Nothing is moved, overwritten or deleted. A day that the service still holds is for"
          + " backfill."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class AdoptCommand extends ArchiveCommand {
  /** What names of log groups are made of: API reference, CreateLogGroup. */
  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  @Mixin private DayRange days;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = {
        "The log group that the folder was of, by its whole name, instead of those that the"
            + " configuration chooses.",
        "Needed where the service no longer has the group, or has had it for a shorter time: /a/b"
            + " and a-b have the same folder, and only you know."
      })
  private String group;

  @Option(
      names = "--layout",
      paramLabel = "TEMPLATE",
      description = "Where the older archive has its days, if not where new ones go.")
  private String layout;

  @Option(
      names = "--dry-run",
      description = "Say what would be adopted; nothing is read or written.")
  private boolean dryRun;

  @Option(names = "--wait", description = ArchiveCommand.WAIT)
  private boolean wait;

  AdoptCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  void checkUsage() {
    days.check(spec());
    if (group != null && !GROUP.matcher(group).matches()) {
      throw new ParameterException(
          spec().commandLine(), "--group " + group + " is no log group's name: give one, whole");
    }
    List<String> wrong = layout == null ? List.of() : DayTemplate.problems(layout);
    if (!wrong.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(), "--layout " + layout + ": " + String.join("; ", wrong));
    }
  }

  @Override
  int work(Aws aws, Settings settings) throws Exception {
    return untilStopped(() -> adopt(aws, settings));
  }

  private int adopt(Aws aws, Settings settings) throws InterruptedException {
    try (Progress progress = new Progress(err(), Main.terminal(spec()))) {
      return print(
          new Adoption(
                  aws.logSource(),
                  aws.store(),
                  settings.bucketLayout(),
                  settings.zone(),
                  Pace.real(),
                  progress,
                  options(settings))
              .adopt(
                  new AdoptionRequest(
                      settings.groups(),
                      Optional.ofNullable(group),
                      layout == null ? settings.bucketLayout().days() : new DayTemplate(layout),
                      days.from(),
                      days.to(),
                      dryRun,
                      wait)));
    }
  }

  private int print(AdoptionReport report) {
    report
        .heldBy()
        .ifPresent(
            holder ->
                err()
                    .println(
                        "nothing done: another run is at work: "
                            + holder
                            + "; --wait waits for it"));
    String what = report.days().isEmpty() ? "stopped: " : "failed: ";
    report.problems().forEach(problem -> err().println(what + problem));
    for (AdoptedDay day : report.days()) {
      out().println(word(day.outcome()) + " " + day + detail(day));
      if (isNamed(day.outcome())) {
        err().println(word(day.outcome()) + ": " + day + ": " + day.reason());
      }
    }
    if (report.heldBy().isEmpty() && (report.problems().isEmpty() || !report.days().isEmpty())) {
      out().println(sum(report));
    }
    if (report.failed()) {
      return ExitCode.FAILED;
    }
    return report.differs() ? ExitCode.DIFFERENT : ExitCode.DONE;
  }

  /** The reason of a failure is for standard error. */
  private static boolean isNamed(Outcome outcome) {
    return outcome == Outcome.FAILED || outcome == Outcome.REFUSED;
  }

  private static String detail(AdoptedDay day) {
    return isNamed(day.outcome())
        ? ""
        : ": " + day.manifest().map(AdoptCommand::content).orElse(day.reason());
  }

  private static String content(Manifest manifest) {
    long elsewhere = manifest.records().atMost() - manifest.recordsOfTheDay().atMost();
    return "records="
        + manifest.records()
        + " of-other-days="
        + elsewhere
        + " tasks="
        + manifest.tasks().size()
        + " objects="
        + manifest.objects().size()
        + " bytes="
        + manifest.bytes()
        + " verdict="
        + manifest.verdict();
  }

  private static String sum(AdoptionReport report) {
    StringBuilder text = new StringBuilder("days=").append(report.days().size());
    for (Outcome outcome : Outcome.values()) {
      text.append(' ').append(word(outcome)).append('=').append(report.count(outcome));
    }
    return text.toString();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
