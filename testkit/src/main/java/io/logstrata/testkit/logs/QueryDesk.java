package io.logstrata.testkit.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.Utf8;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes Logs Insights queries and answers them once their time has come by the clock. */
public final class QueryDesk {
  /**
   * Active queries in one account. Source: the page "Analyzing log data with CloudWatch Logs
   * Insights".
   */
  private static final int MOST_ACTIVE = 100;

  private static final int DEFAULT_ROWS = 10_000;

  /** Queries whose results stay, where the service keeps them for days: memory is bounded. */
  private static final int MOST_KEPT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(QueryDesk.class);

  private final LogStore store;
  private final QueryLanguage language;
  private final Supplier<Duration> duration;
  private final Map<String, QueryRun> runs = new LinkedHashMap<>();

  /** Starts without queries; how long one takes is asked for whenever it matters. */
  public QueryDesk(LogStore store, QueryLanguage language, Supplier<Duration> duration) {
    this.store = store;
    this.language = language;
    this.duration = duration;
  }

  /**
   * Takes a query.
   *
   * @return the query's id
   */
  public synchronized String start(QueryRequest request) {
    QueryLanguage.Question question = language.query(request.text());
    for (String name : request.groups()) {
      LogGroup group = store.group(name);
      if (group.logClass().equals("DELIVERY")) {
        throw Refusal.invalidParameter(
            "Queries are not supported for log groups of the Delivery class.");
      }
      if (millis(request.endSeconds()) < group.createdMillis() - 1000) {
        throw new Refusal(
            "MalformedQueryException",
            "end date and time is either before the log groups creation time or exceeds the log groups log retention settings");
      }
    }
    runs.values().forEach(this::settle);
    forgetOldest();
    long active =
        runs.values().stream().filter(run -> run.status() == QueryRun.Status.RUNNING).count();
    if (active >= MOST_ACTIVE) {
      throw new Refusal(
          "LimitExceededException",
          "Account maximum query concurrency limit of [" + MOST_ACTIVE + "] reached.");
    }
    QueryRun run =
        new QueryRun(UUID.randomUUID().toString(), request, question, store.clock().millis());
    runs.put(run.id(), run);
    return run.id();
  }

  /** Returns the query as it stands now. */
  public synchronized QueryRun find(String id) {
    QueryRun run = runs.get(id);
    if (run == null) {
      throw Refusal.notFound("Query ID doesn't exist.");
    }
    settle(run);
    return run;
  }

  /** Returns all queries, the newest last. */
  public synchronized List<QueryRun> all() {
    runs.values().forEach(this::settle);
    return new ArrayList<>(runs.values());
  }

  /** Stops a query that is still running. */
  public synchronized void stop(String id) {
    QueryRun run = find(id);
    if (run.status() != QueryRun.Status.RUNNING) {
      throw Refusal.invalidParameter("Query is not in Running or Scheduled state.");
    }
    run.cancel();
  }

  private void settle(QueryRun run) {
    Instant due = Instant.ofEpochMilli(run.startedMillis()).plus(duration.get());
    if (run.status() != QueryRun.Status.RUNNING || store.clock().instant().isBefore(due)) {
      return;
    }
    try {
      answer(run);
    } catch (RuntimeException bug) {
      LOG.error("Query {} failed inside the testkit: {}", run.id(), run.request().text(), bug);
      run.fail();
    }
  }

  private void answer(QueryRun run) {
    QueryRequest request = run.request();
    List<StoredEvent> events = new ArrayList<>();
    for (LogGroup group : store.groups()) {
      // A group that was deleted meanwhile has nothing to say.
      if (request.groups().contains(group.name())) {
        events.addAll(inRange(group, request));
      }
    }
    long bytes = events.stream().mapToLong(event -> Utf8.length(event.message())).sum();
    List<Map<String, String>> rows =
        run.question().over(events.stream(), request.limit().orElse(DEFAULT_ROWS));
    run.complete(
        run.question().answersWithEvents() ? pointed(run, rows) : rows, events.size(), bytes);
  }

  private void forgetOldest() {
    Iterator<QueryRun> oldest = runs.values().iterator();
    while (runs.size() >= MOST_KEPT && oldest.hasNext()) {
      if (oldest.next().status() != QueryRun.Status.RUNNING) {
        oldest.remove();
      }
    }
  }

  /** Seconds so late that they have no milliseconds mean the end of time. */
  private static long millis(long seconds) {
    return Math.min(seconds, Long.MAX_VALUE / 1000) * 1000;
  }

  private List<StoredEvent> inRange(LogGroup group, QueryRequest request) {
    long start = millis(request.startSeconds());
    long end = millis(request.endSeconds());
    return store
        .read(
            group,
            any -> true,
            event -> event.timestampMillis() >= start && event.timestampMillis() <= end)
        .stream()
        .map(found -> found.stored(group.name()))
        .toList();
  }

  /** The service ends each row that is an event with an opaque pointer to it. */
  private static List<Map<String, String>> pointed(QueryRun run, List<Map<String, String>> rows) {
    List<Map<String, String>> pointed = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = new LinkedHashMap<>(rows.get(i));
      row.put("@ptr", Base64.getEncoder().encodeToString((run.id() + "#" + i).getBytes(UTF_8)));
      pointed.add(row);
    }
    return pointed;
  }
}
