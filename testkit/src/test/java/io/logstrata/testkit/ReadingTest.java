package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

final class ReadingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final TestClock clock = TestClock.stoppedAt(NOW);
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).emptyPages().start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);

  @BeforeEach
  void write_to_two_streams() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    put("one", event(3, "c"), event(5, "e"));
    put("two", event(1, "a"), event(2, "b"), event(4, "d"));
  }

  @AfterEach
  void stop() {
    logs.close();
    cloud.close();
  }

  @Test
  void filter_merges_streams_by_time_and_starts_with_an_empty_page() {
    FilterLogEventsResponse first = logs.filterLogEvents(r -> r.logGroupName("app"));
    assertThat(first.events()).isEmpty();
    assertThat(first.nextToken()).isNotNull();
    assertThat(
            logs.filterLogEventsPaginator(r -> r.logGroupName("app").limit(2)).events().stream()
                .map(FilteredLogEvent::message))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void filter_takes_both_bounds_as_inclusive_and_chooses_streams() {
    assertThat(
            logs
                .filterLogEventsPaginator(
                    r ->
                        r.logGroupName("app")
                            .logStreamNames("two")
                            .startTime(NOW.toEpochMilli() + 2)
                            .endTime(NOW.toEpochMilli() + 4))
                .events()
                .stream()
                .map(FilteredLogEvent::message))
        .containsExactly("b", "d");
    assertThatThrownBy(
            () ->
                logs.filterLogEvents(
                    r -> r.logGroupName("app").logStreamNames("two").logStreamNamePrefix("t")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void filter_keeps_what_the_pattern_matches() {
    put("json", event(6, "{\"level\":\"error\"}"), event(7, "{\"level\":\"info\"}"));
    assertThat(
            logs
                .filterLogEventsPaginator(
                    r -> r.logGroupName("app").filterPattern("{ $.level = \"error\" }"))
                .events()
                .stream()
                .map(FilteredLogEvent::message))
        .containsExactly("{\"level\":\"error\"}");
  }

  @Test
  void a_filters_token_is_good_for_a_day() {
    String token = logs.filterLogEvents(r -> r.logGroupName("app")).nextToken();
    clock.advance(Duration.ofHours(24));
    assertThat(logs.filterLogEvents(r -> r.logGroupName("app").nextToken(token)).events())
        .hasSize(5);
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> logs.filterLogEvents(r -> r.logGroupName("app").nextToken(token)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("The specified nextToken is invalid.");
  }

  @Test
  void get_reads_forward_until_the_token_comes_back() {
    List<String> messages = new ArrayList<>();
    GetLogEventsResponse page =
        logs.getLogEvents(
            r -> r.logGroupName("app").logStreamName("two").startFromHead(true).limit(2));
    String passed = null;
    while (!page.nextForwardToken().equals(passed)) {
      page.events().stream().map(OutputLogEvent::message).forEach(messages::add);
      String token = page.nextForwardToken();
      passed = token;
      page =
          logs.getLogEvents(
              r -> r.logGroupName("app").logStreamName("two").nextToken(token).limit(2));
    }
    assertThat(messages).containsExactly("a", "b", "d");
  }

  @Test
  void get_starts_with_the_newest_page_and_reads_backward() {
    GetLogEventsResponse newest =
        logs.getLogEvents(r -> r.logGroupName("app").logStreamName("two").limit(2));
    assertThat(newest.events()).extracting(OutputLogEvent::message).containsExactly("b", "d");
    GetLogEventsResponse older =
        logs.getLogEvents(
            r ->
                r.logGroupName("app")
                    .logStreamName("two")
                    .nextToken(newest.nextBackwardToken())
                    .limit(2));
    assertThat(older.events()).extracting(OutputLogEvent::message).containsExactly("a");
    GetLogEventsResponse end =
        logs.getLogEvents(
            r -> r.logGroupName("app").logStreamName("two").nextToken(older.nextBackwardToken()));
    assertThat(end.events()).isEmpty();
    assertThat(end.nextBackwardToken()).isEqualTo(older.nextBackwardToken());
  }

  @Test
  void get_takes_its_end_as_exclusive() {
    assertThat(
            logs.getLogEvents(
                    r ->
                        r.logGroupName("app")
                            .logStreamName("two")
                            .startTime(NOW.toEpochMilli() + 1)
                            .endTime(NOW.toEpochMilli() + 2))
                .events())
        .extracting(OutputLogEvent::message)
        .containsExactly("a");
  }

  @Test
  void a_page_holds_at_most_a_mebibyte() {
    put("large", event(1, "x".repeat(600_000)));
    put("large", event(2, "y".repeat(600_000)));
    assertThat(
            logs.getLogEvents(r -> r.logGroupName("app").logStreamName("large").startFromHead(true))
                .events())
        .hasSize(1);
  }

  @Test
  void an_infrequent_access_group_cannot_be_filtered() {
    logs.createLogGroup(r -> r.logGroupName("rare").logGroupClass("INFREQUENT_ACCESS"));
    assertThatThrownBy(() -> logs.filterLogEvents(r -> r.logGroupName("rare")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Infrequent Access");
  }

  @Test
  void describes_streams_by_name_and_by_last_event() {
    assertThat(logs.describeLogStreams(r -> r.logGroupName("app")).logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("one", "two");
    LogStream newest =
        logs.describeLogStreams(
                r -> r.logGroupName("app").orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
            .logStreams()
            .get(0);
    assertThat(newest.logStreamName()).isEqualTo("one");
    assertThat(newest.firstEventTimestamp()).isEqualTo(NOW.toEpochMilli() + 3);
    assertThat(newest.lastEventTimestamp()).isEqualTo(NOW.toEpochMilli() + 5);
    assertThat(newest.lastIngestionTime()).isEqualTo(NOW.toEpochMilli());
    assertThatThrownBy(
            () ->
                logs.describeLogStreams(
                    r ->
                        r.logGroupName("app")
                            .orderBy(OrderBy.LAST_EVENT_TIME)
                            .logStreamNamePrefix("o")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }

  private void put(String stream, InputLogEvent... events) {
    if (cloud.events("app", stream).isEmpty()) {
      logs.createLogStream(r -> r.logGroupName("app").logStreamName(stream));
    }
    logs.putLogEvents(r -> r.logGroupName("app").logStreamName(stream).logEvents(events));
  }

  private static InputLogEvent event(int millis, String message) {
    return InputLogEvent.builder().timestamp(NOW.toEpochMilli() + millis).message(message).build();
  }
}
