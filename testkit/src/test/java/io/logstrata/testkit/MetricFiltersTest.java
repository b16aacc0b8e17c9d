package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidOperationException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

final class MetricFiltersTest {
  private static final String PATTERN =
      "{ $.level = \"error\" && $.statusCode != 400 && $.statusCode != 401 && $.statusCode != 403"
          + " && $.statusCode != 404 }";
  private final LocalCloud cloud = LocalCloud.start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);

  @BeforeEach
  void create_groups() {
    logs.createLogGroup(r -> r.logGroupName("umma-production"));
    logs.createLogGroup(r -> r.logGroupName("umma-staging"));
    logs.createLogGroup(r -> r.logGroupName("rare").logGroupClass("INFREQUENT_ACCESS"));
  }

  @AfterEach
  void stop() {
    logs.close();
    cloud.close();
  }

  @Test
  void describes_a_filter_as_it_was_put() {
    logs.putMetricFilter(
        r ->
            r.logGroupName("umma-production")
                .filterName("level-error-special")
                .filterPattern(PATTERN)
                .metricTransformations(
                    metric("umma-production-error-special").toBuilder()
                        .defaultValue(0.0)
                        .unit("Count")
                        .build()));
    MetricFilter filter =
        logs.describeMetricFilters(r -> r.logGroupName("umma-production")).metricFilters().get(0);
    assertThat(filter.filterName()).isEqualTo("level-error-special");
    assertThat(filter.filterPattern()).isEqualTo(PATTERN);
    assertThat(filter.logGroupName()).isEqualTo("umma-production");
    assertThat(filter.creationTime()).isPositive();
    assertThat(filter.metricTransformations())
        .singleElement()
        .satisfies(
            transformation -> {
              assertThat(transformation.metricName()).isEqualTo("umma-production-error-special");
              assertThat(transformation.metricNamespace()).isEqualTo("LogMetrics");
              assertThat(transformation.metricValue()).isEqualTo("1");
              assertThat(transformation.defaultValue()).isEqualTo(0.0);
              assertThat(transformation.unitAsString()).isEqualTo("Count");
            });
    assertThat(
            logs.describeLogGroups(r -> r.logGroupNamePrefix("umma-production"))
                .logGroups()
                .get(0)
                .metricFilterCount())
        .isEqualTo(1);
  }

  @Test
  void describes_filters_of_all_groups_in_pages_and_by_what_is_asked() {
    put("umma-production", "b", "errors");
    put("umma-production", "a", "errors");
    put("umma-staging", "a", "warnings");
    DescribeMetricFiltersResponse page = logs.describeMetricFilters(r -> r.limit(2));
    assertThat(page.metricFilters())
        .extracting(filter -> filter.logGroupName() + " " + filter.filterName())
        .containsExactly("umma-production a", "umma-production b");
    DescribeMetricFiltersResponse rest =
        logs.describeMetricFilters(r -> r.limit(2).nextToken(page.nextToken()));
    assertThat(rest.metricFilters())
        .extracting(MetricFilter::logGroupName)
        .containsExactly("umma-staging");
    assertThat(rest.nextToken()).isNull();
    assertThat(
            logs.describeMetricFilters(r -> r.metricName("warnings").metricNamespace("LogMetrics"))
                .metricFilters())
        .hasSize(1);
    assertThat(
            logs.describeMetricFilters(r -> r.logGroupName("umma-production").filterNamePrefix("b"))
                .metricFilters())
        .hasSize(1);
    assertThatThrownBy(() -> logs.describeMetricFilters(r -> r.logGroupName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> logs.describeMetricFilters(r -> r.limit(51)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void putting_a_name_again_replaces_the_filter_and_deleting_removes_it() {
    put("umma-production", "a", "errors");
    put("umma-production", "a", "others");
    assertThat(logs.describeMetricFilters(r -> r.limit(50)).metricFilters())
        .singleElement()
        .satisfies(
            filter ->
                assertThat(filter.metricTransformations().get(0).metricName()).isEqualTo("others"));
    logs.deleteMetricFilter(r -> r.logGroupName("umma-production").filterName("a"));
    assertThat(logs.describeMetricFilters(r -> r.limit(50)).metricFilters()).isEmpty();
  }

  @Test
  void takes_a_hundred_filters_a_group_and_none_in_an_infrequent_access_group() {
    for (int i = 0; i < 100; i++) {
      put("umma-production", "filter-" + i, "errors");
    }
    assertThatThrownBy(() -> put("umma-production", "one too many", "errors"))
        .isInstanceOf(LimitExceededException.class);
    put("umma-production", "filter-7", "errors");
    assertThatThrownBy(() -> put("rare", "a", "errors"))
        .isInstanceOf(InvalidOperationException.class)
        .hasMessageContaining("Infrequent Access");
  }

  @Test
  void says_what_the_fields_of_a_pattern_held() {
    assertThat(
            logs.testMetricFilter(
                    r ->
                        r.filterPattern(
                                "{ ($.level = \"error\") && ($.request.status != 404) && ($.missing NOT EXISTS) && ($.tags[1] = *) }")
                            .logEventMessages(
                                "{\"level\":\"error\",\"request\":{\"status\":5.50},\"tags\":[\"a\",\"b\"]}"))
                .matches())
        .extracting(MetricFilterMatchRecord::extractedValues)
        .containsExactly(Map.of("$.level", "error", "$.request.status", "5.50", "$.tags[1]", "b"));
    assertThat(
            logs.testMetricFilter(r -> r.filterPattern("plain").logEventMessages("plain text"))
                .matches())
        .extracting(MetricFilterMatchRecord::extractedValues)
        .containsExactly(Map.of());
  }

  @Test
  void says_what_stood_at_the_places_of_a_line_by_name_or_number() {
    String line =
        "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 1534";
    assertThat(extracted("[ip, , user, time, request, status = 2*, size]", line))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "$ip", "127.0.0.1",
                "$2", "-",
                "$user", "frank",
                "$time", "10/Oct/2000:13:25:15 -0700",
                "$request", "GET /apache_pb.gif HTTP/1.0",
                "$status", "200",
                "$size", "1534"));
    assertThat(extracted("[..., size]", line))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "$1", "127.0.0.1",
                "$2", "-",
                "$3", "frank",
                "$4", "10/Oct/2000:13:25:15 -0700",
                "$5", "GET /apache_pb.gif HTTP/1.0",
                "$6", "200",
                "$size", "1534"));
    assertThat(extracted("[level, ..., last, ]", "ERROR a b c d"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("$level", "ERROR", "$2", "a", "$3", "b", "$last", "c", "$5", "d"));
    assertThat(extracted("[level, ..., last]", "ERROR a"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("$level", "ERROR", "$last", "a"));
    assertThat(extracted("[level, rest]", "ERROR a \"b\" c"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("$level", "ERROR", "$rest", "a \"b\" c"));
    assertThat(extracted("[]", "ERROR a"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("$1", "ERROR", "$2", "a"));
  }

  private Map<String, String> extracted(String pattern, String message) {
    return logs.testMetricFilter(r -> r.filterPattern(pattern).logEventMessages(message))
        .matches()
        .get(0)
        .extractedValues();
  }

  private void put(String group, String name, String metric) {
    logs.putMetricFilter(
        r ->
            r.logGroupName(group)
                .filterName(name)
                .filterPattern("")
                .metricTransformations(metric(metric)));
  }

  private static MetricTransformation metric(String name) {
    return MetricTransformation.builder()
        .metricName(name)
        .metricNamespace("LogMetrics")
        .metricValue("1")
        .build();
  }
}
