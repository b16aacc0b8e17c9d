package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** What is bounded, so that a long run does not end for want of memory. */
final class MemoryTest {
  @Test
  void forgets_the_oldest_events_when_they_are_too_many_bytes_and_says_how_many() {
    try (LocalCloud cloud = LocalCloud.builder().keepAtMost(10_000).start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      logs.createLogGroup(r -> r.logGroupName("app"));
      for (String stream : new String[] {"one", "two"}) {
        logs.createLogStream(r -> r.logGroupName("app").logStreamName(stream));
        for (int i = 0; i < 3; i++) {
          put(logs, stream, stream + i + "x".repeat(2000));
        }
      }
      assertThat(cloud.events("app"))
          .extracting(event -> event.message().substring(0, 4))
          .containsExactly("one2", "two0", "two1", "two2");
      assertThat(cloud.forgottenEvents()).isEqualTo(2);
      assertThat(logs.describeLogStreams(r -> r.logGroupName("app")).logStreams().get(0))
          .satisfies(stream -> assertThat(stream.firstEventTimestamp()).isPositive());

      logs.deleteLogStream(r -> r.logGroupName("app").logStreamName("two"));
      logs.createLogStream(r -> r.logGroupName("app").logStreamName("two"));
      put(logs, "two", "new" + "x".repeat(2000));
      assertThat(cloud.events("app"))
          .extracting(event -> event.message().substring(0, 4))
          .containsExactly("one2", "newx");
      assertThat(cloud.forgottenEvents()).isEqualTo(2);
    }
  }

  @Test
  void a_bound_of_nothing_is_refused() {
    assertThatThrownBy(() -> LocalCloud.builder().keepAtMost(0))
        .hasMessage("keepAtMost is 0: give more than zero bytes, or call forgetEvents()");
  }

  @Test
  void notes_the_folder_of_a_resource_once_there_are_very_many() {
    NeededPermissions needed = new NeededPermissions();
    for (int i = 0; i < 10_001; i++) {
      needed.add(List.of(new Permission("s3:GetObject", "arn:aws:s3:::archive/day/" + i)));
    }
    needed.add(List.of(new Permission("s3:GetObject", "arn:aws:s3:::archive/day/7")));
    needed.add(List.of(new Permission("s3:PutObject", "arn:aws:s3:::archive/day/7")));
    assertThat(needed.all())
        .hasSize(10_002)
        .contains(
            new Permission("s3:GetObject", "arn:aws:s3:::archive/day/*"),
            new Permission("s3:PutObject", "arn:aws:s3:::archive/day/7"));
    List<Permission> folders = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      folders.add(new Permission("s3:GetObject", "arn:aws:s3:::archive/" + i + "/x"));
    }
    needed.add(folders);
    assertThat(needed.all()).hasSizeLessThan(20_010).contains(new Permission("s3:GetObject", "*"));
  }

  private static void put(CloudWatchLogsClient logs, String stream, String message) {
    logs.putLogEvents(
        r ->
            r.logGroupName("app")
                .logStreamName(stream)
                .logEvents(
                    InputLogEvent.builder()
                        .timestamp(System.currentTimeMillis())
                        .message(message)
                        .build()));
  }
}
