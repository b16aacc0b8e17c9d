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
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

final class GroupsAndEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final TestClock clock = TestClock.stoppedAt(NOW);
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  private final CloudWatchLogsClient logs = Clients.logs(cloud);

  @BeforeEach
  void create_a_group_and_a_stream() {
    logs.createLogGroup(r -> r.logGroupName("app"));
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("one"));
  }

  @AfterEach
  void stop() {
    logs.close();
    cloud.close();
  }

  @Test
  void keeps_events_as_they_came() {
    put(event(NOW, "first 안녕 🙂\nsecond line"), event(NOW.plusMillis(1), "next"));

    assertThat(cloud.events("app"))
        .containsExactly(
            new StoredEvent("app", "one", NOW, NOW, "first 안녕 🙂\nsecond line"),
            new StoredEvent("app", "one", NOW.plusMillis(1), NOW, "next"));
    assertThat(cloud.events("app", "other")).isEmpty();
    assertThat(cloud.calls("PutLogEvents"))
        .containsExactly(new Call(NOW, "AKIDEXAMPLE", "PutLogEvents", "OK"));
  }

  @Test
  void refuses_what_does_not_exist_and_what_exists_already() {
    assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("app")))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessageContaining("The specified log group already exists");
    assertThatThrownBy(() -> logs.createLogStream(r -> r.logGroupName("app").logStreamName("one")))
        .isInstanceOf(ResourceAlreadyExistsException.class)
        .hasMessageContaining("The specified log stream already exists");
    assertThatThrownBy(() -> logs.createLogStream(r -> r.logGroupName("none").logStreamName("one")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
    assertThatThrownBy(
            () ->
                logs.putLogEvents(
                    r -> r.logGroupName("app").logStreamName("two").logEvents(event(NOW, "text"))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log stream does not exist.");
  }

  @Test
  void refuses_a_batch_out_of_order() {
    assertThatThrownBy(() -> put(event(NOW, "b"), event(NOW.minusMillis(1), "a")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("must be in chronological order");
    assertThat(cloud.events("app")).isEmpty();
  }

  @Test
  void rejects_single_events_that_are_too_old_or_too_new_and_keeps_the_rest() {
    PutLogEventsResponse old =
        put(
            event(NOW.minus(Duration.ofDays(14)).minusMillis(1), "too old"),
            event(NOW.minus(Duration.ofDays(14)), "just in time"));
    assertThat(old.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(old.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isNull();

    PutLogEventsResponse early =
        put(
            event(NOW.plus(Duration.ofHours(2)), "just in time"),
            event(NOW.plus(Duration.ofHours(2)).plusMillis(1), "too new"));
    assertThat(early.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
    assertThat(cloud.events("app"))
        .extracting(StoredEvent::message)
        .containsExactly("just in time", "just in time");
  }

  @Test
  void retention_rejects_expired_events_and_lets_old_ones_go() {
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(1));
    PutLogEventsResponse answer =
        put(
            event(NOW.minus(Duration.ofHours(24)).minusMillis(1), "expired"),
            event(NOW.minus(Duration.ofHours(24)), "kept"));
    assertThat(answer.rejectedLogEventsInfo().expiredLogEventEndIndex()).isEqualTo(1);
    assertThat(answer.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isNull();
    assertThat(cloud.events("app")).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(cloud.events("app")).isEmpty();
  }

  @Test
  void describes_groups_by_prefix_and_in_pages() {
    for (int i = 0; i < 51; i++) {
      String name = "many/%02d".formatted(i);
      logs.createLogGroup(r -> r.logGroupName(name));
    }
    List<String> names =
        logs
            .describeLogGroupsPaginator(r -> r.logGroupNamePrefix("many/").limit(20))
            .logGroups()
            .stream()
            .map(LogGroup::logGroupName)
            .toList();
    assertThat(names).hasSize(51).startsWith("many/00", "many/01").endsWith("many/50");
    assertThat(cloud.calls("DescribeLogGroups")).hasSize(3);
  }

  @Test
  void shows_a_groups_settings() {
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(90));
    LogGroup group = logs.describeLogGroups(r -> r.logGroupNamePrefix("app")).logGroups().get(0);
    assertThat(group.arn()).isEqualTo("arn:aws:logs:ap-northeast-2:123456789012:log-group:app:*");
    assertThat(group.retentionInDays()).isEqualTo(90);
    assertThat(group.creationTime()).isEqualTo(NOW.toEpochMilli());
    assertThatThrownBy(
            () -> logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(31)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("retentionInDays");
  }

  private PutLogEventsResponse put(InputLogEvent... events) {
    return logs.putLogEvents(r -> r.logGroupName("app").logStreamName("one").logEvents(events));
  }

  private static InputLogEvent event(Instant at, String message) {
    return InputLogEvent.builder().timestamp(at.toEpochMilli()).message(message).build();
  }
}
