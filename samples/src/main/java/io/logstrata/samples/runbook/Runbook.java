package io.logstrata.samples.runbook;

import io.logstrata.insights.Aggregates;
import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.Fields;
import io.logstrata.insights.Filter;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.run.QueryResult;
import io.logstrata.insights.run.QueryRunner;
import io.logstrata.insights.run.TimeRange;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;

/**
 * The special errors of a stretch of time: by stream, by message, and as a share of all events
 * every five minutes.
 */
public final class Runbook {
  // region questions
  static final Filter SPECIAL = ErrorFilter.special();

  static final Query BY_STREAM =
      Query.where(SPECIAL)
          .stats(Aggregates.count().as("errors"), Aggregates.max(Fields.TIMESTAMP).as("newest"))
          .by(Fields.LOG_STREAM)
          .sort(Fields.number("errors").descending())
          .limit(20);

  static final Query TOP_MESSAGES =
      Query.where(SPECIAL)
          .stats(Aggregates.count().as("errors"))
          .by(Fields.text("message"))
          .sort(Fields.number("errors").descending())
          .limit(10);

  static final Query RATE =
      Query.all(Aggregates.count().as("events"), Aggregates.countWhere(SPECIAL).as("errors"))
          .by(Fields.bin(Duration.ofMinutes(5)).as("at"))
          .sort(Fields.text("at").ascending());

  // endregion

  private final QueryRunner runner;
  private final List<String> logGroups;
  private final TimeRange range;
  private final PrintStream out;
  private double bytesScanned;

  Runbook(QueryRunner runner, List<String> logGroups, TimeRange range, PrintStream out) {
    this.runner = runner;
    this.logGroups = logGroups;
    this.range = range;
    this.out = out;
  }

  /**
   * Prints the tables and ends with 0; with 1 if a query did not complete, with 2 on wrong usage.
   *
   * @param arguments log groups, and {@code --last=PT1H}, {@code --region=...}, {@code
   *     --endpoint=...}
   */
  public static void main(String... arguments) {
    System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
  }

  static int run(PrintStream out, String... arguments) {
    List<String> logGroups = new ArrayList<>();
    CloudWatchLogsClientBuilder builder = CloudWatchLogsClient.builder();
    Duration last = Duration.ofHours(1);
    try {
      for (String argument : arguments) {
        if (argument.startsWith("--last=")) {
          last = Duration.parse(value(argument));
        } else if (argument.startsWith("--region=")) {
          builder.region(Region.of(value(argument)));
        } else if (argument.startsWith("--endpoint=")) {
          builder.endpointOverride(URI.create(value(argument)));
        } else if (argument.startsWith("-")) {
          throw new IllegalArgumentException("there is no option " + argument);
        } else {
          logGroups.add(argument);
        }
      }
      try (CloudWatchLogsClient client = builder.build()) {
        new Runbook(new QueryRunner(client), logGroups, TimeRange.last(last), out).print();
        return 0;
      }
    } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
      out.println(e.getMessage());
      out.println(
          "usage: runbook LOG_GROUP... [--last=PT1H] [--region=ap-northeast-2] [--endpoint=http://...]");
      return 2;
    } catch (IllegalStateException e) {
      out.println(e.getMessage());
      return 1;
    }
  }

  private static String value(String argument) {
    return argument.substring(argument.indexOf('=') + 1);
  }

  void print() {
    out.println("special errors in " + String.join(", ", logGroups));
    out.println("from " + range.from() + " to " + range.to());
    Table streams = new Table("stream", "errors", "newest");
    for (Row row : ask(BY_STREAM)) {
      streams.row(cell(row, "@logStream"), cell(row, "errors"), cell(row, "newest"));
    }
    print("by stream", streams);
    Table messages = new Table("message", "errors");
    for (Row row : ask(TOP_MESSAGES)) {
      messages.row(cell(row, "message"), cell(row, "errors"));
    }
    print("top messages", messages);
    Table rate = new Table("five minutes from", "events", "errors", "share");
    for (Row row : ask(RATE)) {
      double share = row.number("errors") * 100 / row.number("events");
      rate.row(
          cell(row, "at"),
          cell(row, "events"),
          cell(row, "errors"),
          String.format(Locale.ROOT, "%.1f %%", share));
    }
    print("error rate", rate);
    out.printf(Locale.ROOT, "%nscanned %.1f MB%n", bytesScanned / 1e6);
  }

  private List<Row> ask(Query query) {
    QueryResult result = runner.run(query, logGroups, range);
    bytesScanned += result.statistics().bytesScanned();
    return result.completeRows();
  }

  private void print(String title, Table table) {
    out.println();
    out.println(title);
    out.print(table.text());
  }

  private static String cell(Row row, String column) {
    return row.find(column).orElse("(none)");
  }
}
