package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.TimeOrder;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.config.Settings;
import io.logstrata.insights.Filter;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.read.SyntaxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
      "Prints the records of an archived day in the order of time, each with its timestamp and stream.",
      "Continuation lines of a message follow as they are."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class CatCommand implements Callable<Integer> {
  /** A quarter of the heap: the rest is for reading, merging and the SDK. */
  private static final long RUN_BYTES = Runtime.getRuntime().maxMemory() / 4;

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

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
    Predicate<ArchivedRecord> wanted = wanted();
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
                + day);
        return ExitCode.FAILED;
      }
      print(archived.get(), wanted);
      return ExitCode.DONE;
    } catch (UncheckedIOException | IOException e) {
      err.println("failed: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private void print(ArchivedDay archived, Predicate<ArchivedRecord> wanted) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TimeOrder order = new TimeOrder(RUN_BYTES);
        Stream<ArchivedRecord> records = archived.records()) {
      Iterator<ArchivedRecord> each = records.filter(wanted).iterator();
      while (each.hasNext()) {
        order.add(each.next());
      }
      order.forEach(
          next -> {
            out.print(
                MILLISECONDS.format(next.timestamp())
                    + " "
                    + next.logStream()
                    + " "
                    + next.message()
                    + "\n");
          });
    }
    out.flush();
  }

  private Predicate<ArchivedRecord> wanted() {
    // An export spells every slash of a stream's name as a hyphen.
    String folder = stream == null ? null : stream.replace('/', '-');
    Predicate<Event> condition = condition();
    return next ->
        (folder == null || folder.equals(next.logStream())) && condition.test(event(next));
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
