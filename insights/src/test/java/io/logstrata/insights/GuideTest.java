package io.logstrata.insights;

import static io.logstrata.insights.Fields.LOG_STREAM;
import static io.logstrata.insights.Fields.MESSAGE;
import static io.logstrata.insights.Fields.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.run.QueryResult;
import io.logstrata.insights.run.QueryRunner;
import io.logstrata.insights.run.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The examples of docs/insights.md. */
class GuideTest {
  // region filter
  static final TextField LEVEL = Fields.text("level");
  static final NumberField STATUS_CODE = Fields.number("statusCode");
  static final Filter SPECIAL = LEVEL.is("error").and(STATUS_CODE.isNoneOf(400, 401, 403, 404));
  // endregion

  // region queries
  static final Query NEWEST =
      Query.fields(TIMESTAMP, MESSAGE).filter(SPECIAL).sort(TIMESTAMP.descending()).limit(100);
  static final Query BY_STREAM =
      Query.where(SPECIAL)
          .stats(Aggregates.count().as("errors"))
          .by(LOG_STREAM, Fields.bin(Duration.ofMinutes(5)).as("at"));
  static final Query PASTED =
      Query.parse("fields @message | filter level = 'error' | sort @timestamp desc | limit 20");

  // endregion

  @Test
  void one_filter_is_three_things() {
    // region targets
    String query = SPECIAL.toInsights();
    String alarm = SPECIAL.toFilterPattern();
    Predicate<Event> test = SPECIAL.toPredicate();
    // endregion
    assertThat(query)
        .isEqualTo(
            "level = \"error\" and (not ispresent(statusCode) or statusCode not in [400, 401, 403, 404])");
    assertThat(alarm).startsWith("{ ($.level = \"error\") && (($.statusCode NOT EXISTS) || ");
    assertThat(test).accepts(Examples.event("{\"level\":\"error\"}"));
  }

  @Test
  void a_test_asks_what_the_alarm_asks() {
    Instant noon = Examples.NOON;
    // region memory
    Event failure = Event.builder(noon, "{\"level\":\"error\"}").logStream("batch").build();
    List<Row> rows = BY_STREAM.over(Stream.of(failure));
    long errors = rows.get(0).count("errors");
    // endregion
    assertThat(errors).isEqualTo(1);
    assertThat(NEWEST.over(Stream.of(failure))).hasSize(1);
    assertThat(PASTED.over(Stream.of(failure))).hasSize(1);
  }

  /** Compiled, not run: it needs a service. */
  static List<Row> lastHour(CloudWatchLogsClient client) {
    // region run
    QueryRunner runner = new QueryRunner(client);
    TimeRange lastHour = TimeRange.last(Duration.ofHours(1));
    QueryResult result = runner.run(NEWEST, List.of("umma-production"), lastHour);
    return result.completeRows();
    // endregion
  }
}
