package io.logstrata.samples.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.run.QueryRunner;
import io.logstrata.insights.run.RunnerOptions;
import io.logstrata.insights.run.TimeRange;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

class RunbookTest {
  private static final Instant NOW = Instant.parse("2024-01-02T12:00:00Z");
  private static final String GROUP = "umma-production";

  // It runs, because queries take their time.
  private final TestClock clock = TestClock.running();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);
  private LocalCloud cloud;
  private CloudWatchLogsClient client;

  @BeforeEach
  void start() {
    clock.set(NOW);
    cloud = LocalCloud.builder().clock(clock).start();
    client =
        CloudWatchLogsClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.of(cloud.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    client.createLogGroup(request -> request.logGroupName(GROUP));
    put(
        "batch",
        event(58, "{\"level\":\"error\",\"message\":\"settlement failed\"}"),
        event(3, "{\"level\":\"error\",\"message\":\"settlement failed\",\"statusCode\":500}"),
        event(2, "{\"level\":\"error\",\"message\":\"\\u001b[2J gone\",\"statusCode\":503}"));
    put(
        "server_info_a_1",
        event(70, "{\"level\":\"error\",\"message\":\"an hour and more ago\"}"),
        event(3, "{\"level\":\"error\",\"message\":\"no such user\",\"statusCode\":404}"),
        event(2, "{\"level\":\"error\",\"message\":\"settlement failed\",\"statusCode\":500}"),
        event(1, "{\"level\":\"info\",\"message\":\"fine\"}"));
  }

  @AfterEach
  void stop() {
    client.close();
    cloud.close();
  }

  private void put(String stream, InputLogEvent... events) {
    client.createLogStream(request -> request.logGroupName(GROUP).logStreamName(stream));
    client.putLogEvents(
        request -> request.logGroupName(GROUP).logStreamName(stream).logEvents(events));
  }

  private static InputLogEvent event(int minutesAgo, String message) {
    return InputLogEvent.builder()
        .timestamp(NOW.minus(Duration.ofMinutes(minutesAgo)).toEpochMilli())
        .message(message)
        .build();
  }

  @Test
  void shows_who_fails_with_what_and_since_when() {
    TimeRange lastHour = TimeRange.last(Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
    RunnerOptions patient = RunnerOptions.DEFAULT.withTimeout(Duration.ofMinutes(1));
    new Runbook(new QueryRunner(client, patient), List.of(GROUP), lastHour, out).print();
    assertThat(lines())
        .startsWith(
            "special errors in umma-production",
            "from 2024-01-02T11:00:00Z to 2024-01-02T12:00:00Z",
            "",
            "by stream",
            "  stream           errors  newest",
            "  batch                 3  2024-01-02 11:58:00.000",
            "  server_info_a_1       1  2024-01-02 11:58:00.000",
            "",
            "top messages",
            "  message            errors",
            "  settlement failed       3",
            "   [2J gone               1",
            "",
            "error rate",
            "  five minutes from        events  errors    share",
            "  2024-01-02 11:00:00.000       1       1  100.0 %",
            "  2024-01-02 11:55:00.000       5       3   60.0 %",
            "")
        .last()
        .asString()
        .matches("scanned [0-9.]+ MB");
  }

  @Test
  void a_group_that_is_not_there_is_named_and_ends_it_with_1() {
    assertThat(Runbook.run(out, arguments("umma-productoin"))).isEqualTo(1);
    assertThat(lines()).last().asString().contains("GROUP_MISSING");
  }

  @Test
  void wrong_usage_ends_it_with_2() {
    assertThat(Runbook.run(out, arguments())).isEqualTo(2);
    assertThat(Runbook.run(out, arguments("--since=1h"))).isEqualTo(2);
    assertThat(Runbook.run(out, arguments(GROUP, "--last=an hour"))).isEqualTo(2);
    assertThat(lines())
        .contains("0 log groups: the service takes 1 to 50", "there is no option --since=1h");
  }

  private String[] arguments(String... more) {
    return Stream.concat(
            Stream.of("--region=" + cloud.region(), "--endpoint=" + cloud.endpoint()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }
}
