package io.logstrata.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The quickstart's way from the log group to the archive when it runs across midnight. */
class MidnightIT {
  private static final Path ARCHIVER =
      Path.of("../archiver/target/logstrata-archiver.jar").toAbsolutePath().normalize();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();

  private final TestClock clock = TestClock.running();
  private final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  private final CloudProcess endpoints = new CloudProcess(cloud.endpoint(), cloud.s3Endpoint());
  private final Clients clients = Clients.of(endpoints);

  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    clients.close();
    cloud.close();
  }

  @Test
  void events_from_before_midnight_are_archived_though_their_group_came_after_it()
      throws Exception {
    logs(midnight.plusSeconds(1), midnight.minusSeconds(2), midnight.minusMillis(1));

    backfill(today.minusDays(1), today.minusDays(1));

    assertThat(ArchivedEvents.read(clients.s3(), "umma-production", today.minusDays(1), today))
        .extracting(Event::timestamp)
        .containsExactly(midnight.minusSeconds(2), midnight.minusMillis(1));
  }

  @Test
  void events_of_both_days_are_archived_each_on_its_own() throws Exception {
    logs(midnight.plusSeconds(1), midnight.minusMillis(1), midnight);

    backfill(today.minusDays(1), today);

    assertThat(ArchivedEvents.read(clients.s3(), "umma-production", today, today))
        .extracting(Event::timestamp)
        .containsExactly(midnight);
    assertThat(ArchivedEvents.read(clients.s3(), "umma-production", today.minusDays(1), today))
        .hasSize(2);
  }

  @Test
  void processes_that_start_before_midnight_and_log_after_it_have_one_day_alone() throws Exception {
    logs(midnight.plusSeconds(1), midnight.plusMillis(1));

    backfill(today.minusDays(1), today);

    assertThat(ArchivedEvents.read(clients.s3(), "umma-production", today.minusDays(1), today))
        .hasSize(1);
  }

  private void logs(Instant groupCreated, Instant... timestamps) {
    clock.set(groupCreated);
    clients.logs().createLogGroup(group -> group.logGroupName("umma-production"));
    clients
        .logs()
        .createLogStream(
            stream -> stream.logGroupName("umma-production").logStreamName("server_info_a_1"));
    for (Instant timestamp : timestamps) {
      InputLogEvent event =
          InputLogEvent.builder().timestamp(timestamp.toEpochMilli()).message("{}").build();
      clients
          .logs()
          .putLogEvents(
              put ->
                  put.logGroupName("umma-production")
                      .logStreamName("server_info_a_1")
                      .logEvents(event));
    }
    clock.set(Instant.now());
  }

  private void backfill(LocalDate from, LocalDate to) throws Exception {
    try (ChildProcesses children = new ChildProcesses(folder)) {
      Path config = ArchiverProcess.writeConfiguration(folder, endpoints);
      ArchiverProcess.backfill(children, ARCHIVER, config, from, to);
    }
  }
}
