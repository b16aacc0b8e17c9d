package io.logstrata.samples.quickstart;

import io.logstrata.samples.cluster.JsonLines;
import io.logstrata.samples.cluster.WorkerReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;

/**
 * A day of logs from five processes to S3 and back, on this machine alone. Exit code 0 if every
 * event arrived and the live service, the archive and the workers agree on the number of special
 * errors; 1 otherwise.
 */
public final class Quickstart {
  private static final DateTimeFormatter RUN_NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final Arguments arguments;

  private Quickstart(PrintStream out, Arguments arguments) {
    this.out = out;
    this.arguments = arguments;
  }

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int exitCode;
    try {
      exitCode = new Quickstart(out, Arguments.parse(args)).run() ? 0 : 1;
    } catch (Failure | IllegalArgumentException | IOException e) {
      out.println("quickstart: FAILED: " + e.getMessage());
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private boolean run() throws IOException {
    if (arguments.input().isPresent()) {
      Path input = arguments.input().get();
      say("replaying " + JsonLines.count(input) + " lines of " + input);
    }
    Path folder =
        Files.createDirectories(arguments.target().resolve(RUN_NAME.format(Instant.now())));
    Path data = Files.createDirectories(folder.resolve("s3"));
    try (ChildProcesses children = new ChildProcesses(folder)) {
      CloudProcess cloud = CloudProcess.start(children, data);
      say("local CloudWatch Logs at " + cloud.endpoint() + ", local S3 at " + cloud.s3Endpoint());
      say("four workers and a batch job log to the log group " + Cluster.LOG_GROUP);
      Map<String, WorkerReport> reports =
          Cluster.run(children, cloud.endpoint(), arguments.input());
      archive(children, cloud, folder, reports);
      Findings findings = ask(cloud, reports);
      findings.lines().forEach(out::println);
      say("the bucket's content is in " + data.resolve(Archive.BUCKET));
      say(findings.verdict());
      return findings.agree();
    }
  }

  private void archive(
      ChildProcesses children, CloudProcess cloud, Path folder, Map<String, WorkerReport> reports) {
    LocalDate first =
        day(
            reports.values().stream()
                .map(WorkerReport::from)
                .min(Comparator.naturalOrder())
                .orElseThrow());
    LocalDate last =
        day(
            reports.values().stream()
                .map(WorkerReport::to)
                .max(Comparator.naturalOrder())
                .orElseThrow());
    Path config = ArchiverProcess.writeConfiguration(folder, cloud);
    say(
        "logstrata-archiver backfill --from "
            + first
            + " --to "
            + last
            + " --provisional --config "
            + config);
    ArchiverProcess.backfill(children, arguments.archiver(), config, first, last)
        .forEach(line -> out.println("  " + line));
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private Findings ask(CloudProcess cloud, Map<String, WorkerReport> reports) {
    say("the special-error question, asked of the live service and of the objects in S3:");
    Questions.COUNT.toPrettyInsights().lines().forEach(line -> out.println("    " + line));
    return null;
  }

  private void say(String line) {
    out.println("quickstart: " + line);
  }
}
