package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.insights.Filter;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.read.SyntaxException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints archived records. */
@Command(
    name = "cat",
    description = {
      "Prints the records of an archived day in the order of time, each with its timestamp and"
          + " stream.",
      "Continuation lines of a message follow as they are."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class CatCommand implements Callable<Integer> {
  /** Half of the heap: the rest is for reading, merging and the SDK. */
  private static final long MEMORY_BYTES = Runtime.getRuntime().maxMemory() / 2;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--group",
      required = true,
      paramLabel = "NAME",
      description = "The log group, by its whole name.")
  private String group;

  @Option(names = "--day", required = true, paramLabel = "yyyy-MM-dd", description = "The day.")
  private LocalDate day;

  @Option(names = "--stream", paramLabel = "NAME", description = "Only this stream.")
  private String stream;

  @Option(
      names = "--filter",
      paramLabel = "CONDITION",
      description =
          "Only records for which a Logs Insights condition holds, such as 'level = \"error\"'.")
  private String filter;

  @Mixin private ConfigOptions config;

  CatCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Optional<Predicate<ArchivedRecord>> wanted = wanted();
    Settings settings = config.settings(environment);
    PrintWriter err = spec.commandLine().getErr();
    try (Aws aws = ConfigOptions.aws(settings)) {
      Archive archive = new Archive(aws.store(), settings.bucketLayout());
      Optional<ArchivedDay> archived = archive.day(group, day);
      if (archived.isEmpty()) {
        err.println(
            "there is no copy of "
                + group
                + " "
                + day
                + ": see plan, or backfill --from "
                + day
                + " --to "
                + day
                + "; adopt if an older archive has it");
        archive
            .straysOf(group, day)
            .forEach((key, records) -> err.println(records + " records of it are in " + key));
        return ExitCode.FAILED;
      }
      if (archived.get().manifest().verdict() == Manifest.Verdict.REMNANT) {
        archive
            .straysOf(group, day)
            .forEach(
                (key, records) ->
                    err.println(
                        "the service may have begun to delete "
                            + day
                            + " before it was copied; what is gone may be among the "
                            + records
                            + " records of it in "
                            + key
                            + ", which are not shown"));
      }
      OutputStream out = new BufferedOutputStream(Main.output(spec), 1 << 16);
      archived.get().print(out, MEMORY_BYTES, wanted);
      out.flush();
      return ExitCode.DONE;
    } catch (IOException e) {
      if (CheckedOutput.isBrokenPipe(e)) {
        // As with head: the reader has had enough.
        return ExitCode.DONE;
      }
      err.println("failed: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  /** Empty when every record is wanted. */
  private Optional<Predicate<ArchivedRecord>> wanted() {
    if (stream == null && filter == null) {
      return Optional.empty();
    }
    // An export spells every slash of a stream's name as a hyphen.
    String folder = stream == null ? null : stream.replace('/', '-');
    Predicate<Event> condition = condition();
    return Optional.of(
        next -> (folder == null || folder.equals(next.logStream())) && condition.test(event(next)));
  }

  private Predicate<Event> condition() {
    if (filter == null) {
      return event -> true;
    }
    try {
      return Filter.parse(filter).toPredicate();
    } catch (SyntaxException e) {
      throw new ParameterException(spec.commandLine(), "--filter: " + e.getMessage(), e);
    }
  }

  private Event event(ArchivedRecord next) {
    return Event.builder(next.timestamp(), next.message())
        .logGroup(group)
        .logStream(next.logStream())
        .build();
  }
}
