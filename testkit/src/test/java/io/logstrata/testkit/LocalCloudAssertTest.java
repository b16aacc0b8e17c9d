package io.logstrata.testkit;

import static io.logstrata.testkit.assertj.LocalCloudAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

@ExtendWith(LocalCloudExtension.class)
final class LocalCloudAssertTest {
  @BeforeEach
  void write_an_event(LocalCloud cloud) {
    try (CloudWatchLogsClient logs = Clients.logs(cloud)) {
      cloud.createLogGroup("app");
      logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
      logs.putLogEvents(
          r ->
              r.logGroupName("app")
                  .logStreamName("one")
                  .logEvents(
                      InputLogEvent.builder()
                          .timestamp(Instant.now().toEpochMilli())
                          .message("{\"level\":\"error\"}")
                          .build()));
    }
  }

  @Test
  void says_what_arrived_and_what_was_called(LocalCloud cloud) {
    assertThat(cloud).messagesOf("app").containsExactly("{\"level\":\"error\"}");
    assertThat(cloud).messagesOf("app", "other").isEmpty();
    assertThat(cloud).eventsOf("app").hasSize(1);
    assertThat(cloud)
        .wasAskedFor("PutLogEvents", 1)
        .wasAskedFor("CreateLogGroup", 0)
        .refusedNothing()
        .neededOnly("logs:CreateLogStream", "logs:PutLogEvents");
  }

  @Test
  void fails_with_what_there_was_instead(LocalCloud cloud) {
    assertThatThrownBy(() -> assertThat(cloud).wasAskedFor("PutLogEvents", 2))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected 2 calls of PutLogEvents, but there were 1");
    assertThatThrownBy(() -> assertThat(cloud).neededOnly("logs:PutLogEvents"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[logs:CreateLogStream]");
  }

  @Test
  void lets_a_test_put_a_query_to_what_arrived(LocalCloud cloud) {
    assertThat(
            Query.parse("filter level = 'error' | stats count(*) as errors")
                .over(cloud.events("app").stream().map(StoredEvent::toEvent)))
        .extracting((Row row) -> row.text("errors"))
        .containsExactly("1");
  }
}
