package io.logstrata.insights.run;

import io.logstrata.insights.Row;
import io.logstrata.insights.run.QueryResult.Outcome;
import io.logstrata.insights.run.QueryResult.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryCompileError;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryCompileErrorLocation;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatistics;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;

/** The calls of the SDK; its exceptions become outcomes here and nowhere else. */
final class Calls {
  private static final int FORBIDDEN = 403;
  private static final int BAD_REQUEST = 400;

  private final CloudWatchLogsClient client;
  private final RateLimit starts;
  private final RateLimit polls;

  Calls(CloudWatchLogsClient client, RateLimit starts, RateLimit polls) {
    this.client = client;
    this.starts = starts;
    this.polls = polls;
  }

  /** COMPLETE with the id of a query that runs, or why it does not. */
  record Started(Outcome outcome, String queryId, String message) {}

  /** Rows, and the outcome if the query has ended, else null. */
  record Page(Outcome outcome, List<Row> rows, Statistics statistics, String message) {}

  static boolean isArn(String logGroup) {
    return logGroup.startsWith("arn:");
  }

  Started start(String text, List<String> groups, TimeRange range) throws InterruptedException {
    starts.await();
    StartQueryRequest.Builder request =
        StartQueryRequest.builder()
            .queryString(text)
            .startTime(range.startSecond())
            .endTime(range.endSecond());
    if (isArn(groups.get(0))) {
      request.logGroupIdentifiers(groups);
    } else {
      request.logGroupNames(groups);
    }
    try {
      return new Started(Outcome.COMPLETE, client.startQuery(request.build()).queryId(), "");
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (SdkException e) {
      return new Started(outcome(e), "", message(e));
    }
  }

  Page results(String queryId) throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    String token = null;
    try {
      while (true) {
        polls.await();
        GetQueryResultsResponse page =
            client.getQueryResults(
                GetQueryResultsRequest.builder().queryId(queryId).nextToken(token).build());
        page.results().forEach(row -> rows.add(row(row)));
        Outcome outcome = outcome(page.status());
        token = page.nextToken();
        if (outcome != Outcome.COMPLETE || token == null || token.isEmpty()) {
          String message =
              outcome == null || outcome == Outcome.COMPLETE
                  ? ""
                  : "the service ended the query as " + page.statusAsString();
          return new Page(outcome, rows, statistics(page.statistics()), message);
        }
      }
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (SdkException e) {
      Outcome outcome = outcome(e);
      if (outcome == Outcome.GROUP_MISSING) {
        // Here it is the query that the service no longer knows.
        outcome = Outcome.FAILED;
      }
      return new Page(
          outcome == Outcome.NO_CAPACITY ? null : outcome, rows, Statistics.NONE, message(e));
    }
  }

  /**
   * Stops a query that nobody waits for any longer; that it may have ended meanwhile is no matter.
   */
  void stop(String queryId) {
    // An interrupted thread cannot call the service: the flag is put back afterwards by whoever
    // took it.
    boolean interrupted = Thread.interrupted();
    try {
      client.stopQuery(StopQueryRequest.builder().queryId(queryId).build());
    } catch (SdkException e) {
      // It runs on and is charged for; the outcome that the caller gets says already that it was
      // given up.
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Outcome outcome(QueryStatus status) {
    return switch (status == null ? QueryStatus.UNKNOWN : status) {
      case COMPLETE -> Outcome.COMPLETE;
      case FAILED -> Outcome.FAILED;
      case CANCELLED -> Outcome.CANCELLED;
      case TIMEOUT -> Outcome.TIMED_OUT;
      case SCHEDULED, RUNNING, UNKNOWN, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static Outcome outcome(SdkException e) {
    if (e instanceof MalformedQueryException) {
      return Outcome.MALFORMED;
    }
    if (e instanceof ResourceNotFoundException) {
      return Outcome.GROUP_MISSING;
    }
    if (e instanceof LimitExceededException) {
      return Outcome.NO_CAPACITY;
    }
    if (e instanceof CloudWatchLogsException refused) {
      return refused.isThrottlingException()
          ? Outcome.NO_CAPACITY
          : refused.statusCode() == FORBIDDEN || isAccessDenied(refused)
              ? Outcome.DENIED
              : refused.statusCode() == BAD_REQUEST ? Outcome.FAILED : Outcome.UNREACHABLE;
    }
    return Outcome.UNREACHABLE;
  }

  private static boolean isAccessDenied(CloudWatchLogsException e) {
    return e.awsErrorDetails() != null
        && "AccessDeniedException".equals(e.awsErrorDetails().errorCode());
  }

  private static String message(SdkException e) {
    return e instanceof MalformedQueryException malformed && malformed.queryCompileError() != null
        ? message(malformed.queryCompileError(), e.getMessage())
        : e.getMessage();
  }

  // The API reference calls every member of it reserved: any may be missing.
  private static String message(QueryCompileError error, String otherwise) {
    String message = error.message() == null ? otherwise : error.message();
    QueryCompileErrorLocation location = error.location();
    return location == null || location.startCharOffset() == null
        ? message
        : message
            + " (from character "
            + location.startCharOffset()
            + (location.endCharOffset() == null ? "" : " to " + location.endCharOffset())
            + " of the query as it was sent)";
  }

  private static InterruptedException interrupted(AbortedException e) {
    InterruptedException interrupted = new InterruptedException(e.getMessage());
    interrupted.initCause(e);
    return interrupted;
  }

  private static Row row(List<ResultField> fields) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (ResultField field : fields) {
      if (field.value() != null) {
        cells.put(field.field(), field.value());
      }
    }
    return new Row(cells);
  }

  private static Statistics statistics(QueryStatistics statistics) {
    return statistics == null
        ? Statistics.NONE
        : new Statistics(
            orZero(statistics.recordsMatched()),
            orZero(statistics.recordsScanned()),
            orZero(statistics.bytesScanned()));
  }

  private static double orZero(Double number) {
    return number == null ? 0 : number;
  }
}
