package io.logstrata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

final class RatesTest {
  @Test
  void throttles_the_sixth_call_of_a_second_when_told_to() {
    TestClock clock = TestClock.stoppedAt(Instant.parse("2026-11-22T12:00:00Z"));
    try (LocalCloud cloud = LocalCloud.builder().clock(clock).limitRates().start();
        CloudWatchLogsClient logs = Clients.logs(cloud)) {
      for (int i = 0; i < 5; i++) {
        logs.describeExportTasks();
      }
      assertThatThrownBy(logs::describeExportTasks)
          .isInstanceOfSatisfying(
              CloudWatchLogsException.class,
              refusal -> assertThat(refusal.isThrottlingException()).isTrue());
      clock.advance(Duration.ofSeconds(1));
      logs.describeExportTasks();
    }
  }
}
