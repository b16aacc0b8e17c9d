package io.logstrata.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.Aggregates;
import io.logstrata.insights.Fields;
import io.logstrata.insights.Filter;
import io.logstrata.insights.NumberField;
import io.logstrata.insights.Query;
import io.logstrata.insights.TextField;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.run.QueryResult;
import io.logstrata.insights.run.QueryRunner;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

@ExtendWith(LocalCloudExtension.class)
class InsightsReadmeTest {
  // region filter
  static final TextField LEVEL = Fields.text("level");
  static final NumberField STATUS = Fields.number("statusCode");

  static final Filter SPECIAL = LEVEL.is("error").and(STATUS.isNoneOf(400, 401, 403, 404));

  static final Query NEWEST =
      Query.fields(Fields.TIMESTAMP, Fields.MESSAGE)
          .filter(SPECIAL)
          .sort(Fields.TIMESTAMP.descending())
          .limit(100);

  // endregion

  @Test
  void one_filter_is_a_query_a_pattern_and_a_predicate() {
    // region targets
    // the query of the console, and of the StartQuery call
    assertThat(NEWEST.toInsights())
        .isEqualTo(
            "fields @timestamp, @message"
                + " | filter level = \"error\" and (not ispresent(statusCode) or statusCode not in [400, 401, 403, 404])"
                + " | sort @timestamp desc | limit 100");

    // a unit test: an error without any status is one to be woken for
    Event failedJob =
        Event.of(Instant.now(), "{\"level\":\"error\",\"message\":\"settlement failed\"}");
    assertThat(SPECIAL.toPredicate().test(failedJob)).isTrue();

    Event notFound = Event.of(Instant.now(), "{\"level\":\"error\",\"statusCode\":404}");
    assertThat(SPECIAL.toPredicate().test(notFound)).isFalse();
    // endregion
  }

  @Test
  void runs_on_the_service(LocalCloud cloud) {
    try (CloudWatchLogsClient client = client(cloud.endpoint())) {
      Instant now = Instant.now();
      cloud.createLogGroup("umma-production");
      client.createLogStream(s -> s.logGroupName("umma-production").logStreamName("batch"));
      client.putLogEvents(
          batch ->
              batch
                  .logGroupName("umma-production")
                  .logStreamName("batch")
                  .logEvents(
                      event(now, "{\"level\":\"error\"}"), event(now, "{\"level\":\"info\"}")));

      // region run
      Query number = Query.where(SPECIAL).stats(Aggregates.count().as("errors"));
      QueryResult result =
          new QueryRunner(client)
              .run(
                  number,
                  List.of("umma-production"),
                  now.minus(Duration.ofHours(1)),
                  now.plusSeconds(1));
      long errors = result.completeRows().get(0).count("errors");
      // endregion

      assertThat(errors).isEqualTo(1);
    }
  }

  private static InputLogEvent event(Instant at, String message) {
    return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build();
  }

  private static CloudWatchLogsClient client(URI endpoint) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AP_NORTHEAST_2)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
