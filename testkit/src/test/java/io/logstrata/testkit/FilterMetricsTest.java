package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** From events by metric filters to the numbers of GetMetricData. */
final class FilterMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private final LocalCloud cloud = LocalCloud.builder().clock(TestClock.stoppedAt(NOON)).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);
  private final CloudWatchClient cloudWatch = Clients.cloudWatch(cloud);

  @BeforeEach
  void create_a_group() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
  }

  @AfterEach
  void stop() {
    cloudWatch.close();
    logs.close();
    cloud.close();
  }

  @Test
  void counts_by_the_minute_of_the_event_and_not_of_its_arrival() {
    filter("{ $.ms = * }", t -> t.metricValue("$.ms").unit("Milliseconds"));
    put(NOON.minusSeconds(600), "{\"ms\":10}");
    put(NOON.minusSeconds(541), "{\"ms\":30}");
    put(NOON.minusSeconds(540), "{\"ms\":5}");
    assertThat(get("Sum", 60).timestamps())
        .containsExactly(NOON.minusSeconds(540), NOON.minusSeconds(600));
    assertThat(get("Sum", 60).values()).containsExactly(5.0, 40.0);
    assertThat(get("SampleCount", 60).values()).containsExactly(1.0, 2.0);
    assertThat(get("Average", 60).values()).containsExactly(5.0, 20.0);
    assertThat(get("Minimum", 60).values()).containsExactly(5.0, 10.0);
    assertThat(get("Maximum", 60).values()).containsExactly(5.0, 30.0);
    assertThat(get("Sum", 120).values()).as("both minutes in one period").containsExactly(45.0);
  }

  @Test
  void does_not_count_what_was_there_before_the_filter_or_came_after_it() {
    put(NOON.minusSeconds(60), "error");
    filter("error", t -> t.metricValue("1"));
    put(NOON.minusSeconds(60), "error");
    logs.deleteMetricFilter(r -> r.logGroupName("app").filterName("f"));
    put(NOON.minusSeconds(60), "error");
    assertThat(get("Sum", 60).values()).containsExactly(1.0);
  }

  @Test
  void says_the_default_value_for_a_minute_with_events_of_which_none_matches() {
    filter("error", t -> t.metricValue("1").defaultValue(0.0));
    put(NOON.minusSeconds(180), "fine");
    put(NOON.minusSeconds(120), "fine");
    put(NOON.minusSeconds(119), "error");
    // No events, no value: the minute before noon is missing.
    assertThat(get("Sum", 60).values()).containsExactly(1.0, 0.0);
  }

  @Test
  void a_field_that_is_no_number_adds_nothing() {
    filter("{ $.ms = * }", t -> t.metricValue("$.ms"));
    put(NOON.minusSeconds(60), "{\"ms\":\"slow\"}");
    put(NOON.minusSeconds(60), "{\"ms\":7}");
    assertThat(get("SampleCount", 60).values()).containsExactly(1.0);
  }

  @Test
  void each_combination_of_dimensions_is_a_metric_of_its_own() {
    filter("{ $.status = * }", t -> t.metricValue("1").dimensions(Map.of("Status", "$.status")));
    put(NOON.minusSeconds(60), "{\"status\":\"500\"}");
    put(NOON.minusSeconds(60), "{\"status\":\"503\"}");
    put(NOON.minusSeconds(60), "{\"status\":\"503\"}");
    assertThat(get("Sum", 60).values()).as("without dimensions").isEmpty();
    assertThat(get(query("Sum", 60, dimension("500"))).values()).containsExactly(1.0);
    assertThat(get(query("Sum", 60, dimension("503"))).values()).containsExactly(2.0);
  }

  @Test
  void values_in_another_unit_are_not_what_was_asked_for() {
    filter("{ $.ms = * }", t -> t.metricValue("$.ms").unit("Milliseconds"));
    put(NOON.minusSeconds(60), "{\"ms\":7}");
    MetricDataQuery inUnit =
        query("Sum", 60).toBuilder()
            .metricStat(query("Sum", 60).metricStat().toBuilder().unit("Milliseconds").build())
            .build();
    MetricDataQuery inAnother =
        query("Sum", 60).toBuilder()
            .metricStat(query("Sum", 60).metricStat().toBuilder().unit("Count").build())
            .build();
    assertThat(get(inUnit).values()).containsExactly(7.0);
    assertThat(get(inAnother).values()).isEmpty();
  }

  @Test
  void gives_data_in_pages() {
    filter("{ $.ms = * }", t -> t.metricValue("$.ms"));
    for (int i = 1; i <= 5; i++) {
      put(NOON.minusSeconds(60L * i), "{\"ms\":" + i + "}");
    }
    List<Double> values = new ArrayList<>();
    List<String> statuses = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      GetMetricDataResponse page =
          cloudWatch.getMetricData(
              r ->
                  r.metricDataQueries(query("Sum", 60))
                      .startTime(NOON.minusSeconds(3600))
                      .endTime(NOON)
                      .maxDatapoints(2)
                      .nextToken(from));
      values.addAll(page.metricDataResults().get(0).values());
      statuses.add(page.metricDataResults().get(0).statusCodeAsString());
      token = page.nextToken();
    } while (token != null);
    assertThat(values).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(statuses).containsExactly("PartialData", "PartialData", "Complete");
  }

  @Test
  void gives_the_oldest_first_when_asked_to() {
    filter("{ $.ms = * }", t -> t.metricValue("$.ms"));
    put(NOON.minusSeconds(120), "{\"ms\":1}");
    put(NOON.minusSeconds(60), "{\"ms\":2}");
    assertThat(
            cloudWatch
                .getMetricData(
                    r ->
                        r.metricDataQueries(query("Sum", 60))
                            .startTime(NOON.minus(Duration.ofHours(1)))
                            .endTime(NOON)
                            .scanBy("TimestampAscending"))
                .metricDataResults()
                .get(0)
                .values())
        .containsExactly(1.0, 2.0);
  }

  private void filter(String pattern, Consumer<MetricTransformation.Builder> how) {
    MetricTransformation.Builder metric =
        MetricTransformation.builder().metricNamespace("LogMetrics").metricName("m");
    how.accept(metric);
    logs.putMetricFilter(
        r ->
            r.logGroupName("app")
                .filterName("f")
                .filterPattern(pattern)
                .metricTransformations(metric.build()));
  }

  private void put(Instant at, String message) {
    logs.putLogEvents(
        r ->
            r.logGroupName("app")
                .logStreamName("one")
                .logEvents(
                    InputLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build()));
  }

  private static Dimension dimension(String status) {
    return Dimension.builder().name("Status").value(status).build();
  }

  private MetricDataResult get(String statistic, int period) {
    return get(query(statistic, period));
  }

  private MetricDataResult get(MetricDataQuery query) {
    return cloudWatch
        .getMetricData(
            r ->
                r.metricDataQueries(query)
                    .startTime(NOON.minus(Duration.ofMinutes(10)))
                    .endTime(NOON))
        .metricDataResults()
        .get(0);
  }

  private static MetricDataQuery query(String statistic, int period, Dimension... dimensions) {
    return MetricDataQuery.builder()
        .id("m")
        .metricStat(
            s ->
                s.metric(m -> m.namespace("LogMetrics").metricName("m").dimensions(dimensions))
                    .stat(statistic)
                    .period(period))
        .build();
  }
}
