package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueriesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;

final class QueriesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String SEED_QUERY =
      """
      fields @timestamp, @message
      | filter level = "error"
      | filter statusCode != 400 | filter statusCode != 401 | filter statusCode != 403 | filter statusCode != 404
      | sort @timestamp desc
      | limit 100
      """;

  private final TestClock clock = TestClock.stoppedAt(NOW);
  private final LocalCloud cloud =
      LocalCloud.builder().clock(clock).queriesTake(Duration.ofSeconds(1)).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);

  @BeforeEach
  void write_some_events() {
    logs.createLogGroup(r -> r.logGroupName("umma-production"));
    logs.createLogStream(r -> r.logGroupName("umma-production").logStreamName("batch"));
    logs.putLogEvents(
        r ->
            r.logGroupName("umma-production")
                .logStreamName("batch")
                .logEvents(
                    event(1, "{\"level\":\"error\",\"statusCode\":500}"),
                    event(2, "{\"level\":\"error\",\"statusCode\":404}"),
                    event(3, "{\"level\":\"info\",\"statusCode\":200}"),
                    event(4, "{\"level\":\"error\",\"statusCode\":503}")));
  }

  @AfterEach
  void stop() {
    logs.close();
    cloud.close();
  }

  @Test
  void answers_the_seeds_query_when_its_time_has_come() {
    String id = start(SEED_QUERY);
    GetQueryResultsResponse early = logs.getQueryResults(r -> r.queryId(id));
    assertThat(early.status()).isEqualTo(QueryStatus.RUNNING);
    assertThat(early.results()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    GetQueryResultsResponse done = logs.getQueryResults(r -> r.queryId(id));
    assertThat(done.status()).isEqualTo(QueryStatus.COMPLETE);
    assertThat(done.results())
        .extracting(row -> row.get(1).value())
        .containsExactly(
            "{\"level\":\"error\",\"statusCode\":503}", "{\"level\":\"error\",\"statusCode\":500}");
    assertThat(done.results().get(0))
        .extracting(ResultField::field)
        .containsExactly("@timestamp", "@message", "@ptr");
    assertThat(done.results().get(0).get(0).value()).isEqualTo("2026-11-22 12:00:00.004");
    assertThat(done.statistics().recordsScanned()).isEqualTo(4.0);
  }

  @Test
  void counts_without_pointers_to_events() {
    GetQueryResultsResponse done = run("filter level = \"error\" | stats count(*) as errors");
    assertThat(done.results()).hasSize(1);
    assertThat(done.results().get(0))
        .containsExactly(ResultField.builder().field("errors").value("3").build());
  }

  @Test
  void gives_out_results_in_pages() {
    String id = start("fields @message | sort @timestamp asc");
    clock.advance(Duration.ofSeconds(1));
    GetQueryResultsResponse first = logs.getQueryResults(r -> r.queryId(id).maxItems(3));
    assertThat(first.results()).hasSize(3);
    GetQueryResultsResponse second =
        logs.getQueryResults(r -> r.queryId(id).maxItems(3).nextToken(first.nextToken()));
    assertThat(second.results()).hasSize(1);
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void a_request_limits_a_query_that_does_not_limit_itself() {
    String id =
        logs.startQuery(
                r ->
                    r.logGroupNames("umma-production")
                        .queryString("fields @message")
                        .startTime(NOW.getEpochSecond())
                        .endTime(NOW.getEpochSecond() + 1)
                        .limit(2))
            .queryId();
    clock.advance(Duration.ofSeconds(1));
    assertThat(logs.getQueryResults(r -> r.queryId(id)).results()).hasSize(2);
  }

  @Test
  void refuses_what_it_cannot_read_and_says_where() {
    assertThatThrownBy(() -> start("fields @message | filtr level = 1"))
        .isInstanceOfSatisfying(
            MalformedQueryException.class,
            refusal -> {
              assertThat(refusal.queryCompileError().location().startCharOffset()).isEqualTo(18);
              assertThat(refusal.queryCompileError().location().endCharOffset()).isEqualTo(23);
            });
    assertThatThrownBy(() -> start("fields @message | pattern @message"))
        .isInstanceOf(MalformedQueryException.class);
  }

  @Test
  void stops_a_running_query_only() {
    String id = start("fields @message");
    assertThat(logs.stopQuery(r -> r.queryId(id)).success()).isTrue();
    assertThat(logs.getQueryResults(r -> r.queryId(id)).status()).isEqualTo(QueryStatus.CANCELLED);
    assertThatThrownBy(() -> logs.stopQuery(r -> r.queryId(id)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> logs.getQueryResults(r -> r.queryId("unknown")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void takes_a_hundred_queries_at_a_time() {
    for (int i = 0; i < 100; i++) {
      start("fields @message");
    }
    assertThatThrownBy(() -> start("fields @message")).isInstanceOf(LimitExceededException.class);
    clock.advance(Duration.ofSeconds(1));
    logs.describeQueries(r -> r.maxResults(1));
    start("fields @message");
  }

  @Test
  void lists_queries_newest_first_and_in_pages() {
    String first = start("fields @message | limit 1");
    String second = start("fields @message | limit 2");
    clock.advance(Duration.ofSeconds(1));
    String third = start("fields @message | limit 3");
    DescribeQueriesResponse page = logs.describeQueries(r -> r.maxResults(2));
    assertThat(page.queries()).extracting(QueryInfo::queryId).containsExactly(third, second);
    assertThat(page.queries())
        .extracting(QueryInfo::statusAsString)
        .containsExactly("Running", "Complete");
    DescribeQueriesResponse rest =
        logs.describeQueries(r -> r.maxResults(2).nextToken(page.nextToken()));
    assertThat(rest.queries()).extracting(QueryInfo::queryId).containsExactly(first);
    assertThat(rest.nextToken()).isNull();
    assertThat(logs.describeQueries(r -> r.status("Running")).queries()).hasSize(1);
    assertThat(logs.describeQueries(r -> r.queryLanguage("SQL")).queries()).isEmpty();
    assertThatThrownBy(() -> logs.describeQueries(r -> r.maxResults(1001)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void asks_several_groups_but_names_them_in_one_way() {
    logs.createLogGroup(r -> r.logGroupName("umma-staging"));
    List<String> both = List.of("umma-production", "umma-staging");
    String id =
        logs.startQuery(
                r ->
                    r.logGroupNames(both)
                        .queryString("stats count(*) as n")
                        .startTime(0L)
                        .endTime(NOW.getEpochSecond() + 1))
            .queryId();
    clock.advance(Duration.ofSeconds(1));
    assertThat(logs.getQueryResults(r -> r.queryId(id)).results().get(0).get(0).value())
        .isEqualTo("4");
    assertThatThrownBy(
            () ->
                logs.startQuery(
                    r ->
                        r.logGroupNames(both)
                            .logGroupName("umma-staging")
                            .queryString("fields @message")
                            .startTime(0L)
                            .endTime(1L)))
        .isInstanceOf(InvalidParameterException.class);
  }

  private GetQueryResultsResponse run(String query) {
    String id = start(query);
    clock.advance(Duration.ofSeconds(1));
    return logs.getQueryResults(r -> r.queryId(id));
  }

  private String start(String query) {
    return logs.startQuery(
            r ->
                r.logGroupName("umma-production")
                    .queryString(query)
                    .startTime(NOW.getEpochSecond())
                    .endTime(NOW.getEpochSecond() + 1))
        .queryId();
  }

  private static InputLogEvent event(int millis, String message) {
    return InputLogEvent.builder().timestamp(NOW.toEpochMilli() + millis).message(message).build();
  }
}
