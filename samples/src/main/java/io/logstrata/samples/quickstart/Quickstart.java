package io.logstrata.samples.quickstart;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.run.QueryRunner;
import io.logstrata.samples.cluster.JsonLines;
import io.logstrata.samples.cluster.WorkerReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    } catch (Failure | IllegalArgumentException e) {
      out.println("quickstart: FAILED: " + e.getMessage());
      exitCode = 1;
    } catch (IOException | RuntimeException e) {
      // A full disk, a folder that is not writable, a cloud that died: the kind of exception says
      // what the text leaves out.
      out.println("quickstart: FAILED: " + e);
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private boolean run() throws IOException {
    if (arguments.input().isPresent()) {
      Path input = arguments.input().get();
      int count = JsonLines.count(input);
      if (count == 0) {
        throw new Failure(
            input + " has no lines to replay: give a file with one JSON object a line");
      }
      say("replaying " + count + " lines of " + input);
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
      Period period = Period.of(reports.values());
      archive(children, cloud, folder, period);
      say("the same question, asked of the live service and of the objects in S3:");
      Questions.NUMBER.toPrettyInsights().lines().forEach(line -> out.println("    " + line));
      Findings findings = ask(cloud, reports, period);
      findings.lines().forEach(out::println);
      say("the bucket's content is in " + data.resolve(ArchivedEvents.BUCKET));
      say(findings.verdict());
      return findings.agree();
    }
  }

  private void archive(ChildProcesses children, CloudProcess cloud, Path folder, Period period) {
    Path config = ArchiverProcess.writeConfiguration(folder, cloud);
    say(
        "logstrata-archiver backfill --from "
            + period.firstDay()
            + " --to "
            + period.lastDay()
            + " --provisional --config "
            + config);
    ArchiverProcess.backfill(
            children, arguments.archiver(), config, period.firstDay(), period.lastDay())
        .forEach(line -> out.println("  " + line));
  }

  private static Findings ask(CloudProcess cloud, Map<String, WorkerReport> reports, Period period)
      throws IOException {
    try (Clients clients = Clients.of(cloud)) {
      // Not the period's end: the group came into being with the first batch, perhaps after the
      // last event, and the
      // service refuses a range that ends before that.
      Instant asked = Instant.now();
      QueryRunner runner = new QueryRunner(clients.logs());
      List<String> groups = List.of(Cluster.LOG_GROUP);
      Questions.Answer live =
          Questions.ask(query -> runner.run(query, groups, period.from(), asked).completeRows());
      List<Event> archived =
          ArchivedEvents.read(clients.s3(), Cluster.LOG_GROUP, period.firstDay(), period.lastDay());
      Questions.Answer fromArchive = Questions.ask(query -> query.over(archived.stream()));
      Map<String, Long> byStream =
          archived.stream().collect(groupingBy(Event::logStream, TreeMap::new, counting()));
      return new Findings(
          Cluster.byFullName(reports, byStream.keySet()), byStream, live, fromArchive);
    }
  }

  private void say(String line) {
    out.println("quickstart: " + line);
  }
}
