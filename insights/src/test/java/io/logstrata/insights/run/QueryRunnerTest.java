package io.logstrata.insights.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.Fields;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.run.QueryResult.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MalformedQueryException;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryCompileError;
import software.amazon.awssdk.services.cloudwatchlogs.model.QueryStatus;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.StartQueryRequest;

class QueryRunnerTest {
  private static final Instant FROM = Instant.parse("2024-01-02T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-01-03T00:00:00Z");
  private static final List<String> GROUPS = List.of("umma-production");
  private static final Query QUERY = Query.fields(Fields.MESSAGE);

  private final FakeService service = new FakeService();
  private final FakePacing pacing = new FakePacing();
  private final QueryRunner runner =
      new QueryRunner(service, RunnerOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)), pacing);

  @Test
  void waits_for_the_end_and_returns_the_rows_and_what_they_cost() {
    service
        .answer(QueryStatus.SCHEDULED)
        .answer(QueryStatus.RUNNING, "half")
        .answer(QueryStatus.COMPLETE, "one", "two");
    QueryResult result = runner.run(QUERY, GROUPS, FROM, TO);
    assertThat(result.completeRows())
        .extracting(row -> row.text("@message"))
        .containsExactly("one", "two");
    assertThat(result.statistics()).isEqualTo(new QueryResult.Statistics(2, 10, 1000));
    assertThat(pacing.pauses)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(450));
  }

  @Test
  void asks_for_whole_seconds_and_trims_to_the_millisecond() {
    service.answer(QueryStatus.COMPLETE);
    runner.run(QUERY, GROUPS, FROM.plusMillis(1), TO.plusMillis(5));
    assertThat(service.started).hasSize(1);
    assertThat(service.started.get(0).startTime()).isEqualTo(1704153600);
    assertThat(service.started.get(0).endTime()).isEqualTo(1704240001);
    assertThat(service.started.get(0).queryString())
        .isEqualTo(
            "filter toMillis(@timestamp) >= 1704153600001 and toMillis(@timestamp) < 1704240000005 | fields @message");
  }

  @Test
  void follows_the_pages_of_a_large_result() {
    service.page("next", "one").page(null, "two");
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).completeRows()).hasSize(2);
    assertThat(service.tokens).containsExactly(null, "next");
  }

  @Test
  void stops_a_query_that_takes_too_long_and_returns_what_there_was() {
    service.forEver(QueryStatus.RUNNING, "partial");
    QueryResult result = runner.run(QUERY, GROUPS, FROM, TO);
    assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.rows()).hasSize(1);
    assertThat(service.stopped).containsExactly("query-1");
    assertThatThrownBy(result::completeRows)
        .hasMessage("the query did not complete: TIMED_OUT, stopped after PT30S");
  }

  @Test
  void an_interrupt_stops_the_query_and_stays_set() {
    service.forEver(QueryStatus.RUNNING);
    pacing.interruptAt = 2;
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.stopped).containsExactly("query-1");
  }

  @Test
  void an_interrupted_query_still_says_what_it_cost() {
    service.answer(QueryStatus.RUNNING, "half");
    pacing.interruptAt = 2;
    QueryResult result = runner.run(QUERY, GROUPS, FROM, TO);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.rows()).hasSize(1);
    assertThat(result.statistics().bytesScanned()).isEqualTo(1000);
  }

  @Test
  void an_interrupt_between_two_tries_to_start_leaves_nothing_to_stop() {
    service.refuse(LimitExceededException.builder().message("100 queries").build());
    pacing.interruptAt = 1;
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(service.stopped).isEmpty();
  }

  @Test
  void waits_no_longer_than_the_timeout_however_long_its_pauses_are() {
    RunnerOptions patient =
        new RunnerOptions(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(1), 1);
    service.forEver(QueryStatus.RUNNING);
    QueryResult result = new QueryRunner(service, patient, pacing).run(QUERY, GROUPS, FROM, TO);
    assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(pacing.pauses).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void a_status_that_nobody_knows_is_waited_out() {
    service
        .answer(QueryStatus.UNKNOWN)
        .answer(QueryStatus.UNKNOWN_TO_SDK_VERSION)
        .answer(QueryStatus.COMPLETE, "one");
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).completeRows()).hasSize(1);
  }

  @Test
  void runs_no_more_queries_at_once_than_it_may() throws InterruptedException {
    CountDownLatch firstRuns = new CountDownLatch(1);
    CountDownLatch secondGaveUp = new CountDownLatch(1);
    service.answer(QueryStatus.COMPLETE, "one");
    service.onPoll =
        () -> {
          firstRuns.countDown();
          awaitQuietly(secondGaveUp);
        };
    RunnerOptions one =
        new RunnerOptions(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), 1);
    QueryRunner shared = new QueryRunner(service, one, pacing);
    AtomicReference<QueryResult> first = new AtomicReference<>();
    Thread thread = new Thread(() -> first.set(shared.run(QUERY, GROUPS, FROM, TO)));
    thread.start();
    awaitQuietly(firstRuns);
    QueryResult second = shared.run(QUERY, GROUPS, FROM, TO);
    secondGaveUp.countDown();
    thread.join();
    assertThat(second.outcome()).isEqualTo(Outcome.NO_CAPACITY);
    assertThat(second.message()).isEqualTo("no place became free within PT0.001S");
    assertThat(first.get().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(service.started).hasSize(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_way_to_end_has_its_name() {
    service.answer(QueryStatus.FAILED).answer(QueryStatus.CANCELLED).answer(QueryStatus.TIMEOUT);
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.TIMED_OUT);
    service.refuse(MalformedQueryException.builder().message("unexpected symbol found (").build());
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).message()).contains("unexpected symbol found (");
    service.refuse(ResourceNotFoundException.builder().message("no such group").build());
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.GROUP_MISSING);
    service.refuse(
        CloudWatchLogsException.builder().message("not authorized").statusCode(403).build());
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.DENIED);
    service.refuse(SdkClientException.create("connection refused"));
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void a_refused_text_is_shown_with_the_place_as_far_as_the_service_gives_it() {
    refuse(QueryCompileError.builder().message("unexpected symbol found ("));
    QueryResult result = runner.run(QUERY, GROUPS, FROM, TO);
    assertThat(result.outcome()).isEqualTo(Outcome.MALFORMED);
    assertThat(result.message()).isEqualTo("unexpected symbol found (");
    refuse(
        QueryCompileError.builder()
            .message("unexpected symbol found (")
            .location(place -> place.startCharOffset(18).endCharOffset(23)));
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).message())
        .isEqualTo(
            "unexpected symbol found ( (from character 18 to 23 of the query as it was sent)");
    refuse(QueryCompileError.builder().location(place -> place.startCharOffset(0)));
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).message())
        .isEqualTo("it is malformed (from character 0 of the query as it was sent)");
  }

  private void refuse(QueryCompileError.Builder error) {
    service.refuse(
        MalformedQueryException.builder()
            .message("it is malformed")
            .queryCompileError(error.build())
            .build());
  }

  @Test
  void tries_again_while_too_many_queries_run() {
    service.refuse(LimitExceededException.builder().message("100 queries").build());
    service.refuse(LimitExceededException.builder().message("100 queries").build());
    service.answer(QueryStatus.COMPLETE, "one");
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).completeRows()).hasSize(1);
  }

  @Test
  void stays_within_the_rate_of_the_service() {
    RunnerOptions hasty =
        new RunnerOptions(Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofMillis(1), 1);
    service.forEver(QueryStatus.RUNNING);
    new QueryRunner(service, hasty, pacing).run(QUERY, GROUPS, FROM, TO);
    assertThat(service.tokens).hasSizeBetween(40, 50);
  }

  @Test
  void splits_the_range_where_a_result_is_as_large_as_it_can_be() {
    service.full().answer(QueryStatus.COMPLETE, "late").answer(QueryStatus.COMPLETE, "early");
    QueryResult result = runner.runWhole(QUERY, GROUPS, FROM, TO);
    assertThat(result.completeRows())
        .extracting(row -> row.text("@message"))
        .containsExactly("late", "early");
    assertThat(service.started)
        .extracting(StartQueryRequest::startTime)
        .containsExactly(1704153600L, 1704196800L, 1704153600L);
    assertThatThrownBy(() -> runner.runWhole(QUERY.limit(1), GROUPS, FROM, TO))
        .hasMessageStartingWith("only fields, display, filter and parse");
  }

  @Test
  void says_when_a_millisecond_holds_more_than_a_result_can() {
    service.full();
    QueryResult result = runner.runWhole(QUERY, GROUPS, FROM, FROM.plusMillis(1));
    assertThat(result.outcome()).isEqualTo(Outcome.CUT);
    assertThat(result.rows()).hasSize(100_000);
    assertThatThrownBy(result::completeRows)
        .hasMessageContaining("the millisecond at 2024-01-02T00:00:00Z holds 100000 rows or more");
  }

  @Test
  void an_early_end_still_says_what_all_parts_cost() {
    service.full().answer(QueryStatus.FAILED);
    QueryResult result = runner.runWhole(QUERY, GROUPS, FROM, TO);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.statistics().bytesScanned()).isEqualTo(2000);
  }

  @Test
  void splits_a_range_that_touches_two_milliseconds() {
    service.full().answer(QueryStatus.COMPLETE, "late").answer(QueryStatus.COMPLETE, "early");
    assertThat(
            runner.runWhole(QUERY, GROUPS, FROM.plusNanos(900_000), FROM.plusMillis(2)).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(service.started).hasSize(3);
  }

  @Test
  void says_when_there_may_be_more_rows_than_it_returns() {
    service.answer(QueryStatus.COMPLETE, "one", "two").answer(QueryStatus.COMPLETE, "one");
    assertThat(runner.run(QUERY.limit(2), GROUPS, FROM, TO).limitReached()).isTrue();
    assertThat(runner.run(QUERY.limit(2), GROUPS, FROM, TO).limitReached()).isFalse();
    service.answer(QueryStatus.COMPLETE, Collections.nCopies(10_000, "x").toArray(String[]::new));
    assertThat(runner.run(QUERY, GROUPS, FROM, TO).limitReached()).isTrue();
  }

  @Test
  void asks_for_the_last_hour() {
    service.answer(QueryStatus.COMPLETE);
    Clock clock = Clock.fixed(TO, ZoneOffset.UTC);
    runner.run(QUERY, GROUPS, TimeRange.last(Duration.ofHours(1), clock));
    assertThat(service.started.get(0).startTime()).isEqualTo(1704236400);
    assertThat(service.started.get(0).endTime()).isEqualTo(1704240000);
    assertThatThrownBy(() -> TimeRange.last(Duration.ZERO))
        .hasMessage("the last PT0S is no range: give a positive duration, such as PT1H");
  }

  @Test
  void a_query_that_the_service_forgot_is_no_missing_group() {
    service.resultsRefused = ResourceNotFoundException.builder().message("no such query").build();
    QueryResult result = runner.run(QUERY, GROUPS, FROM, TO);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.message()).contains("no such query");
  }

  @Test
  void refuses_options_that_make_no_sense_all_at_once() {
    assertThatThrownBy(
            () ->
                new RunnerOptions(
                    Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, Duration.ofSeconds(1), 0))
        .hasMessageContainingAll("timeout", "at most PT24H", "firstPoll", "concurrentQueries is 0");
  }

  @Test
  void refuses_groups_and_ranges_that_make_no_sense() {
    assertThatThrownBy(() -> runner.run(QUERY, List.of(), FROM, TO))
        .hasMessage("0 log groups: the service takes 1 to 50");
    assertThatThrownBy(() -> runner.run(QUERY, List.of("a", "arn:aws:logs:x"), FROM, TO))
        .hasMessageContaining("mixed");
    assertThatThrownBy(() -> runner.run(QUERY, GROUPS, TO, TO)).hasMessageContaining("is empty");
    assertThatThrownBy(() -> runner.run(QUERY, GROUPS, TO.plusNanos(1), TO.plusNanos(999_999)))
        .hasMessageContaining("is empty: the second instant must be a millisecond later at least");
    assertThatThrownBy(() -> runner.run(QUERY, GROUPS, Instant.MIN, TO))
        .hasMessageContaining("not within 1970 and 9999");
  }

  @Test
  void rows_keep_the_columns_that_the_service_sent() {
    service.answer(QueryStatus.COMPLETE, "one");
    Row row = runner.run(QUERY, GROUPS, FROM, TO).completeRows().get(0);
    assertThat(row.columns()).containsExactly("@message");
  }
}
