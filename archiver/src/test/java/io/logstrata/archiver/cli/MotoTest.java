package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/**
 * The same commands against another emulator, where it is installed. What it does otherwise than
 * the service is in docs/archiver.md, and visible here.
 */
@Tag("long")
final class MotoTest {
  private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final String GROUP = "umma-production";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Process moto;
  private URI endpoint;

  @BeforeEach
  void start() throws IOException {
    try {
      ProcessBuilder builder = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", "0");
      // It exports in its own zone.
      builder.environment().put("TZ", "UTC");
      moto = builder.redirectErrorStream(true).start();
    } catch (IOException missing) {
      abort("moto_server is not on the PATH: nothing is run against it");
    }
    BufferedReader log = new BufferedReader(new InputStreamReader(moto.getInputStream(), UTF_8));
    for (String line = log.readLine(); line != null && endpoint == null; line = log.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        endpoint = URI.create(ready.group(1));
        break;
      }
    }
    assumeTrue(endpoint != null, "moto_server does not start: nothing is run against it");
    Thread drain = new Thread(() -> drain(moto));
    drain.setDaemon(true);
    drain.start();
  }

  private static void drain(Process moto) {
    try {
      moto.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  @AfterEach
  void stop() {
    if (moto != null) {
      moto.destroy();
    }
  }

  @Test
  void a_day_is_planned_archived_verified_and_read_back() throws Exception {
    Instant put = putTwoEvents();
    // Its groups are as old as the test: the day ends in a zone whose midnight is next second's.
    Instant midnight = put.truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    int second = LocalTime.ofInstant(midnight, ZoneOffset.UTC).toSecondOfDay();
    int half = 12 * 60 * 60;
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(second <= half ? -second : 2 * half - second);
    LocalDate day = put.atOffset(zone).toLocalDate();
    String settings =
        ", \"settle\": \"PT0S\", \"lookbackDays\": 1, \"countWith\": \"scan\", \"zone\": \"%s\""
            .formatted(zone);
    while (Instant.now().isBefore(midnight)) {
      Thread.onSpinWait();
    }

    assertThat(run(settings, "doctor")).isZero();
    assertThat(out.toString()).contains("FINE     export slot: free").doesNotContain("BROKEN");
    assertThat(run(settings, "plan")).isZero();
    assertThat(out.toString()).contains("due " + GROUP + " " + day).endsWith("due=1 at-risk=0\n");

    assertThat(run(settings, "backfill", "--from=" + day, "--to=" + day)).isZero();
    assertThat(out.toString())
        .startsWith("archived " + GROUP + " " + day + ": records=2 objects=2")
        .contains("verdict=VERIFIED service=2");
    assertThat(run(settings, "status")).isZero();
    assertThat(out.toString()).startsWith(GROUP + " archived=1 copied=0 due=0");
    assertThat(run(settings, "verify")).isZero();
    assertThat(out.toString()).endsWith("days=1 VERIFIED=1\n");
    assertThat(run(settings, "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    // Milliseconds are lost in its exports.
    String at = put.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    assertThat(out.toString())
        .isEqualTo(at + " batch {\"level\":\"error\"}\n" + at + " server-1 of several\n\tlines\n");
    assertThat(run(settings, "nightly")).isZero();
    assertThat(out.toString()).startsWith("days=0 ");
  }

  @Test
  void groups_bucket_and_topics_are_set_up() throws Exception {
    String declared =
        """
        , "logGroups": [ { "name": "umma-production", "retentionDays": 90, "tags": { "team": "b" } } ],
          "bucket": {}, "topics": [ { "name": "umma-alarms", "emails": ["ops@example.com"] } ]
        """;

    assertThat(run(declared, "setup", "--apply")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("done log group umma-production: retentionDays set to 90")
        .contains("done topic umma-alarms: created")
        .contains("done subscription umma-alarms/ops@example.com");
    // It does not know the account's policies; a plan is made all the same.
    assertThat(err.toString()).contains("logs:DescribeAccountPolicies failed with status 500");
    // It takes every address for confirmed.
    assertThat(run(declared, "setup", "--check")).isZero();
    assertThat(out.toString()).contains("unchanged   subscription umma-alarms/ops@example.com");
  }

  private Instant putTwoEvents() {
    try (CloudWatchLogsClient logs =
        CloudWatchLogsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.AP_NORTHEAST_2)
            .build()) {
      logs.createLogGroup(create -> create.logGroupName(GROUP));
      Instant now = Instant.now();
      for (String stream : List.of("batch", "server/1")) {
        logs.createLogStream(create -> create.logGroupName(GROUP).logStreamName(stream));
        InputLogEvent event =
            InputLogEvent.builder()
                .timestamp(now.toEpochMilli())
                .message(stream.equals("batch") ? "{\"level\":\"error\"}" : "of several\n\tlines")
                .build();
        logs.putLogEvents(
            events -> events.logGroupName(GROUP).logStreamName(stream).logEvents(event));
      }
      return now;
    }
  }

  private int run(String settings, String... arguments) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("archiver.json"),
            """
            { "region": "ap-northeast-2", "logGroupFilter": "umma-production",
              "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup",
              "endpoint": "%s", "s3Endpoint": "%s"%s }
            """
                .formatted(endpoint, endpoint, settings));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        all.toArray(String[]::new),
        Map.of(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }
}
