package io.logstrata.archiver.aws;

import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.insights.Aggregates;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.run.QueryResult;
import io.logstrata.insights.run.QueryRunner;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/** Asks CloudWatch Logs how many events it has. */
final class EventCounts {
  private static final String EVENTS = "events";
  private static final int A_FEW = 100;

  private final CloudWatchLogsClient logs;
  private final QueryRunner queries;

  EventCounts(CloudWatchLogsClient logs) {
    this.logs = logs;
    this.queries = new QueryRunner(logs);
  }

  Answer<Long> count(CountWith how, String group, Instant from, Instant to)
      throws InterruptedException {
    return switch (how) {
      case INSIGHTS -> byQuery(group, from, to);
      case SCAN -> byReading(group, from, to);
      case NONE -> Answer.refused("counting is switched off");
    };
  }

  private Answer<Long> byQuery(String group, Instant from, Instant to) throws InterruptedException {
    Answer<List<Row>> rows =
        rows(Query.all(Aggregates.count().as(EVENTS)), List.of(group), from, to);
    if (!rows.given()) {
      return rows.withoutValue();
    }
    // Without any event there is no row either.
    return Answer.of(rows.get().isEmpty() ? 0 : rows.get().get(0).count(EVENTS));
  }

  /** One question for all days when the service's own days are meant, else one for each day. */
  Answer<Map<String, Map<LocalDate, Long>>> ofDays(List<String> groups, List<DayWindow> days)
      throws InterruptedException {
    Map<String, Map<LocalDate, Long>> counts = new HashMap<>();
    boolean wholeDaysOfUtc = days.get(0).zone().normalized().equals(ZoneOffset.UTC);
    List<List<DayWindow>> questions =
        wholeDaysOfUtc ? List.of(days) : days.stream().map(List::of).toList();
    for (List<DayWindow> asked : questions) {
      Query query =
          Query.parse(
              wholeDaysOfUtc
                  ? "stats count(*) as events by @log, bin(1d) as day"
                  : "stats count(*) as events by @log");
      Answer<List<Row>> rows =
          rows(query, groups, asked.get(0).from(), asked.get(asked.size() - 1).to());
      if (!rows.given()) {
        return rows.withoutValue();
      }
      for (Row row : rows.get()) {
        LocalDate day =
            wholeDaysOfUtc
                ? row.time("day").atZone(ZoneOffset.UTC).toLocalDate()
                : asked.get(0).day();
        counts
            .computeIfAbsent(withoutAccount(row.text("@log")), any -> new HashMap<>())
            .merge(day, row.count(EVENTS), Long::sum);
      }
    }
    return Answer.of(counts);
  }

  /** The service writes {@code 123456789012:umma-production}; a group's name has no colon. */
  private static String withoutAccount(String log) {
    return log.substring(log.indexOf(':') + 1);
  }

  private Answer<List<Row>> rows(Query query, List<String> groups, Instant from, Instant to)
      throws InterruptedException {
    QueryResult result = queries.run(query, groups, from, to);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while the service counted");
    }
    // The SDK adds its own name, a status and an id.
    String reason =
        result.outcome() + ", " + result.message().replaceFirst("\\s*\\(Service: [^)]*\\).*", "");
    return switch (result.outcome()) {
      case COMPLETE -> Answer.of(result.rows());
      // Fewer groups at once may help.
      case CUT, MALFORMED, GROUP_MISSING, TIMED_OUT -> Answer.refused(reason);
      case DENIED -> Answer.denied(reason + ": grant logs:StartQuery and logs:GetQueryResults");
      case FAILED, CANCELLED, NO_CAPACITY, UNREACHABLE -> Answer.unreachable(reason);
    };
  }

  /** Whether any event is there; true when the service cannot say. */
  Answer<Boolean> any(String group, Instant from, Instant to) throws InterruptedException {
    try {
      // An empty page is not the last one: the paginator goes on as long as there are tokens.
      return Answer.of(
          logs
              .filterLogEventsPaginator(
                  request ->
                      request
                          .logGroupName(group)
                          .startTime(from.toEpochMilli())
                          .endTime(to.toEpochMilli())
                          .limit(A_FEW))
              .events()
              .stream()
              .anyMatch(event -> event.timestamp() < to.toEpochMilli()));
    } catch (InvalidParameterException e) {
      // Groups of the Infrequent Access class cannot be read so.
      return Answer.of(true);
    } catch (SdkException e) {
      return Failures.answer("logs:FilterLogEvents", e);
    }
  }

  private Answer<Long> byReading(String group, Instant from, Instant to)
      throws InterruptedException {
    try {
      long events =
          logs
              .filterLogEventsPaginator(
                  request ->
                      request
                          .logGroupName(group)
                          .startTime(from.toEpochMilli())
                          .endTime(to.toEpochMilli()))
              .events()
              .stream()
              // Whether the end is included is not the same in every text of the service.
              .filter(event -> event.timestamp() < to.toEpochMilli())
              .count();
      return Answer.of(events);
    } catch (SdkException e) {
      if (Failures.isDenied(e)) {
        return Answer.denied(Failures.say("logs:FilterLogEvents", e));
      }
      return Failures.answer("logs:FilterLogEvents", e);
    }
  }
}
