package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

@ExtendWith(LocalCloudExtension.class)
final class LogsFaultsTest {
  private CloudWatchLogsClient logs;
  private LocalCloud cloud;

  @BeforeEach
  void point_a_client_at_the_cloud(LocalCloud started) {
    cloud = started;
    logs = Clients.logs(started);
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
  }

  @Test
  void throttles_the_next_calls_and_no_more() {
    cloud.faults().next("PutLogEvents", Fault.THROTTLED, 2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> put("lost"))
          .isInstanceOfSatisfying(
              CloudWatchLogsException.class,
              refusal -> {
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(refusal.isThrottlingException()).isTrue();
              });
    }
    put("arrives");
    assertThat(cloud.events("app")).extracting(StoredEvent::message).containsExactly("arrives");
    assertThat(cloud.calls("PutLogEvents"))
        .extracting(Call::outcome)
        .containsExactly("THROTTLED", "THROTTLED", "OK");
  }

  @Test
  void answers_500_with_a_server_error() {
    cloud.faults().next("PutLogEvents", Fault.SERVER_ERROR, 1);
    assertThatThrownBy(() -> put("lost"))
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            refusal -> assertThat(refusal.statusCode()).isEqualTo(500));
  }

  @Test
  void resets_a_connection_without_doing_the_work() {
    cloud.faults().next("PutLogEvents", Fault.RESET, 1);
    assertThatThrownBy(() -> put("lost")).isInstanceOf(SdkClientException.class);
    assertThat(cloud.events("app")).isEmpty();
  }

  @Test
  void loses_an_answer_after_doing_the_work() {
    cloud.faults().next("PutLogEvents", Fault.ANSWER_LOST, 1);
    assertThatThrownBy(() -> put("done")).isInstanceOf(SdkClientException.class);
    assertThat(cloud.events("app")).extracting(StoredEvent::message).containsExactly("done");
  }

  @Test
  void never_answers() {
    cloud.faults().next("PutLogEvents", Fault.NEVER_ANSWERED, 1);
    assertThatThrownBy(
            () ->
                logs.putLogEvents(
                    r ->
                        r.logGroupName("app")
                            .logStreamName("one")
                            .logEvents(event("lost"))
                            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofMillis(500)))))
        .isInstanceOf(ApiCallTimeoutException.class);
    assertThat(cloud.events("app")).isEmpty();
  }

  @Test
  void answers_slowly() {
    cloud.faults().slowness(Duration.ofMillis(300)).next("PutLogEvents", Fault.SLOW, 1);
    long started = System.nanoTime();
    put("slow");
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(cloud.events("app")).hasSize(1);
  }

  @Test
  void refuses_credentials_and_permissions() {
    cloud.faults().next("PutLogEvents", Fault.CREDENTIALS_REFUSED, 1);
    cloud.faults().next("PutLogEvents", Fault.PERMISSION_MISSING, 1);
    assertThatThrownBy(() -> put("lost"))
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode())
                    .isEqualTo("UnrecognizedClientException"));
    assertThatThrownBy(() -> put("lost"))
        .isInstanceOfSatisfying(
            CloudWatchLogsException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode())
                    .isEqualTo("AccessDeniedException"));
  }

  @Test
  void fails_with_a_probability_and_the_same_way_for_the_same_seed() {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 0.5, 42);
    String first = outcomesOfTwentyPuts();
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 0.5, 42);
    assertThat(outcomesOfTwentyPuts()).isEqualTo(first).contains(".").contains("x");
    cloud.faults().clear();
    assertThat(outcomesOfTwentyPuts()).isEqualTo(".".repeat(20));
  }

  private String outcomesOfTwentyPuts() {
    StringBuilder outcomes = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      try {
        put("text");
        outcomes.append('.');
      } catch (CloudWatchLogsException failed) {
        outcomes.append('x');
      }
    }
    return outcomes.toString();
  }

  private void put(String message) {
    logs.putLogEvents(r -> r.logGroupName("app").logStreamName("one").logEvents(event(message)));
  }

  private static InputLogEvent event(String message) {
    return InputLogEvent.builder().timestamp(System.currentTimeMillis()).message(message).build();
  }
}
