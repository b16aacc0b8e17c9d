package io.logstrata.insights.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.StopQueryResponse;

/** CloudWatch Logs with answers and refusals laid out beforehand. */
final class FakeService implements CloudWatchLogsClient {
  final List<StartQueryRequest> started = new ArrayList<>();
  final List<String> stopped = new ArrayList<>();
  final List<String> tokens = new ArrayList<>();
  private final Deque<RuntimeException> refusals = new ArrayDeque<>();
  private final Deque<GetQueryResultsResponse> answers = new ArrayDeque<>();
  private GetQueryResultsResponse last;
  RuntimeException resultsRefused;
  Runnable onPoll = () -> {};

  FakeService answer(QueryStatus status, String... messages) {
    answers.add(response(status, null, List.of(messages)));
    return this;
  }

  FakeService page(String next, String... messages) {
    answers.add(response(QueryStatus.COMPLETE, next, List.of(messages)));
    return this;
  }

  FakeService full() {
    answers.add(response(QueryStatus.COMPLETE, null, Collections.nCopies(100_000, "x")));
    return this;
  }

  void forEver(QueryStatus status, String... messages) {
    last = response(status, null, List.of(messages));
  }

  void refuse(RuntimeException refusal) {
    refusals.add(refusal);
  }

  @Override
  public StartQueryResponse startQuery(StartQueryRequest request) {
    if (!refusals.isEmpty()) {
      throw refusals.poll();
    }
    started.add(request);
    return StartQueryResponse.builder().queryId("query-" + started.size()).build();
  }

  @Override
  public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
    onPoll.run();
    tokens.add(request.nextToken());
    if (resultsRefused != null) {
      throw resultsRefused;
    }
    return answers.isEmpty() ? last : answers.poll();
  }

  @Override
  public StopQueryResponse stopQuery(StopQueryRequest request) {
    stopped.add(request.queryId());
    return StopQueryResponse.builder().success(true).build();
  }

  @Override
  public String serviceName() {
    return "logs";
  }

  @Override
  public void close() {
    stopped.add("client");
  }

  private static GetQueryResultsResponse response(
      QueryStatus status, String next, List<String> messages) {
    List<List<ResultField>> rows =
        messages.stream()
            .map(message -> List.of(ResultField.builder().field("@message").value(message).build()))
            .toList();
    return GetQueryResultsResponse.builder()
        .status(status)
        .nextToken(next)
        .results(rows)
        .statistics(
            statistics -> statistics.recordsMatched(2.0).recordsScanned(10.0).bytesScanned(1000.0))
        .build();
  }
}
