package io.logstrata.insights.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Pipeline;
import io.logstrata.insights.run.QueryResult.Outcome;
import io.logstrata.insights.run.QueryResult.Statistics;
import io.logstrata.insights.write.InsightsWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Runs queries against CloudWatch Logs and waits for their rows. Threads may share one runner, and
 * should: its limits on queries and calls are then theirs together.
 *
 * <pre>{@code
 * QueryRunner runner = new QueryRunner(client);
 * QueryResult result = runner.run(query, List.of("umma-production"), TimeRange.last(Duration.ofHours(1)));
 * }</pre>
 */
public final class QueryRunner {
  private static final int MOST_GROUPS = 50;
  // What the service returns of a query that has no limit (user guide, CWL_QuerySyntax-Limit).
  private static final int ROWS_WITHOUT_LIMIT = 10_000;
  // StartQuery and GetQueryResults: 10 calls a second each (service quotas); one is left to others.
  private static final int CALLS_PER_SECOND = 9;

  private final RunnerOptions options;
  private final Pacing pacing;
  private final Semaphore places;
  private final Calls calls;

  /** With {@link RunnerOptions#DEFAULT}. The client stays the caller's to close. */
  public QueryRunner(CloudWatchLogsClient client) {
    this(client, RunnerOptions.DEFAULT);
  }

  /** With these options. */
  public QueryRunner(CloudWatchLogsClient client, RunnerOptions options) {
    this(client, options, Pacing.REAL);
  }

  QueryRunner(CloudWatchLogsClient client, RunnerOptions options, Pacing pacing) {
    this.options = requireNonNull(options, "options");
    this.pacing = pacing;
    this.places = new Semaphore(options.concurrentQueries(), true);
    this.calls =
        new Calls(
            requireNonNull(client, "client"),
            new RateLimit(pacing, CALLS_PER_SECOND),
            new RateLimit(pacing, CALLS_PER_SECOND));
  }

  /**
   * Runs the query on these log groups and waits for it to end.
   *
   * @param logGroups 1 to 50 names, or as many ARNs
   * @param from the first instant, to the millisecond
   * @param to the first instant after the range
   * @return how it ended, and its rows; never null, and no exception for anything that the service
   *     says
   * @throws IllegalArgumentException if the range is empty, the groups are none, too many, or names
   *     mixed with ARNs, or the query is longer than the service takes
   */
  public QueryResult run(Query query, List<String> logGroups, Instant from, Instant to) {
    return run(query, logGroups, new TimeRange(from, to));
  }

  /** The same, for a range such as {@code TimeRange.last(Duration.ofHours(1))}. */
  public QueryResult run(Query query, List<String> logGroups, TimeRange range) {
    return run(query.pipeline(), groups(logGroups), range);
  }

  /**
   * Every event that the query matches, however many: where a result is as large as the service
   * allows (100,000 rows), the range is split and asked again in halves, the later half first. Its
   * statistics count what was scanned twice as often as it was. A millisecond that holds as many
   * ends it as {@link Outcome#CUT}.
   *
   * @throws IllegalArgumentException if the query has a limit, an order, or aggregates: halves
   *     could not be put together
   */
  public QueryResult runWhole(Query query, List<String> logGroups, Instant from, Instant to) {
    List<Command> commands = new ArrayList<>(query.pipeline().commands());
    if (commands.stream().anyMatch(command -> !isByRow(command))) {
      throw new IllegalArgumentException(
          "only fields, display, filter and parse can be asked in pieces: leave sort, limit, dedup and stats out, or use run");
    }
    commands.add(new Command.Limit(Command.Limit.MOST, false));
    return whole(new Pipeline(commands), groups(logGroups), new TimeRange(from, to));
  }

  private static boolean isByRow(Command command) {
    return command instanceof Command.Fields
        || command instanceof Command.Display
        || command instanceof Command.Filter
        || command instanceof Command.ParseGlob
        || command instanceof Command.ParseRegex;
  }

  private QueryResult whole(Pipeline pipeline, List<String> groups, TimeRange range) {
    QueryResult result = run(pipeline, groups, range);
    if (result.outcome() != Outcome.COMPLETE || !result.limitReached()) {
      return result;
    }
    if (!range.canBeSplit()) {
      return new QueryResult(
          Outcome.CUT,
          result.queryId(),
          result.rows(),
          result.statistics(),
          "the millisecond at "
              + range.from()
              + " holds "
              + Command.Limit.MOST
              + " rows or more: filter by @logStream and ask for each stream",
          true);
    }
    QueryResult later = whole(pipeline, groups, new TimeRange(range.middle(), range.to()));
    if (later.outcome() != Outcome.COMPLETE) {
      // What was scanned before it is charged as well.
      return new QueryResult(
          later.outcome(),
          later.queryId(),
          later.rows(),
          sum(result.statistics(), later.statistics()),
          later.message(),
          later.limitReached());
    }
    QueryResult earlier = whole(pipeline, groups, new TimeRange(range.from(), range.middle()));
    List<Row> rows = new ArrayList<>(later.rows());
    rows.addAll(earlier.rows());
    Statistics cost = sum(result.statistics(), sum(later.statistics(), earlier.statistics()));
    return new QueryResult(
        earlier.outcome(),
        earlier.queryId(),
        rows,
        cost,
        earlier.message(),
        earlier.limitReached());
  }

  private static Statistics sum(Statistics a, Statistics b) {
    return new Statistics(
        a.recordsMatched() + b.recordsMatched(),
        a.recordsScanned() + b.recordsScanned(),
        a.bytesScanned() + b.bytesScanned());
  }

  private static List<String> groups(List<String> logGroups) {
    if (logGroups.isEmpty() || logGroups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException(
          logGroups.size() + " log groups: the service takes 1 to " + MOST_GROUPS);
    }
    long arns = logGroups.stream().filter(Calls::isArn).count();
    if (arns > 0 && arns < logGroups.size()) {
      throw new IllegalArgumentException(
          "names of log groups and ARNs are mixed: give all as names, or all as ARNs");
    }
    return List.copyOf(logGroups);
  }

  private QueryResult run(Pipeline pipeline, List<String> groups, TimeRange range) {
    String text = InsightsWriter.compact(range.trim(pipeline));
    long deadline = pacing.now() + options.timeout().toNanos();
    try {
      if (!places.tryAcquire(options.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return ended(Outcome.NO_CAPACITY, "", "no place became free within " + options.timeout());
      }
      try {
        QueryResult result = started(text, groups, range, deadline);
        return result.rows().size() < limit(pipeline)
            ? result
            : new QueryResult(
                result.outcome(),
                result.queryId(),
                result.rows(),
                result.statistics(),
                result.message(),
                true);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ended(
          Outcome.CANCELLED, "", "the waiting thread was interrupted before the query started");
    }
  }

  private QueryResult started(String text, List<String> groups, TimeRange range, long deadline)
      throws InterruptedException {
    Duration wait = options.firstPoll();
    while (true) {
      Calls.Started start = calls.start(text, groups, range);
      if (start.outcome() == Outcome.COMPLETE) {
        return polled(start.queryId(), deadline);
      }
      if (start.outcome() != Outcome.NO_CAPACITY || pacing.now() + wait.toNanos() >= deadline) {
        return ended(start.outcome(), "", start.message());
      }
      pacing.pause(wait);
      wait = longer(wait);
    }
  }

  private QueryResult polled(String queryId, long deadline) {
    Duration wait = options.firstPoll();
    Calls.Page page = new Calls.Page(null, List.of(), Statistics.NONE, "");
    try {
      while (true) {
        pacing.pause(shorter(wait, Duration.ofNanos(Math.max(0, deadline - pacing.now()))));
        page = calls.results(queryId);
        if (page.outcome() != null) {
          if (page.outcome() == Outcome.UNREACHABLE) {
            calls.stop(queryId);
          }
          return new QueryResult(
              page.outcome(), queryId, page.rows(), page.statistics(), page.message(), false);
        }
        if (pacing.now() >= deadline) {
          calls.stop(queryId);
          return new QueryResult(
              Outcome.TIMED_OUT,
              queryId,
              page.rows(),
              page.statistics(),
              "stopped after " + options.timeout(),
              false);
        }
        wait = longer(wait);
      }
    } catch (InterruptedException e) {
      calls.stop(queryId);
      Thread.currentThread().interrupt();
      return new QueryResult(
          Outcome.CANCELLED,
          queryId,
          page.rows(),
          page.statistics(),
          "the waiting thread was interrupted; the query was stopped",
          false);
    }
  }

  private static int limit(Pipeline pipeline) {
    return pipeline.commands().stream()
        .filter(Command.Limit.class::isInstance)
        .mapToInt(command -> ((Command.Limit) command).count())
        .min()
        .orElse(ROWS_WITHOUT_LIMIT);
  }

  private Duration longer(Duration wait) {
    return shorter(wait.multipliedBy(3).dividedBy(2), options.longestPoll());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static QueryResult ended(Outcome outcome, String queryId, String message) {
    return new QueryResult(outcome, queryId, List.of(), Statistics.NONE, message, false);
  }
}
