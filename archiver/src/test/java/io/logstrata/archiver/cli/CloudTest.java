package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;

/** A local cloud, commands run against it, and a look at what they left. */
abstract class CloudTest {
  static final String GROUP = "umma-production";

  /** Yesterday by the cloud's clock, which runs with the system's. */
  final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  final TestClock clock = TestClock.running();
  final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final CloudWatchLogsClient logs =
      CloudWatchLogsClient.builder()
          .endpointOverride(cloud.endpoint())
          .region(Region.of(cloud.region()))
          .build();
  final S3Client s3 =
      S3Client.builder()
          .endpointOverride(cloud.s3Endpoint())
          .forcePathStyle(true)
          .region(Region.of(cloud.region()))
          .build();

  @TempDir Path folder;

  CloudTest() {
    // The group is as old as the days that the tests archive.
    clock.set(Instant.now().minus(Duration.ofDays(5)));
    logs.createLogGroup(group -> group.logGroupName(GROUP));
    clock.set(Instant.now());
  }

  @AfterEach
  void stop() {
    logs.close();
    s3.close();
    cloud.close();
  }

  /** Puts one event into a stream, which is created when it is missing. */
  void put(String stream, Instant timestamp, String message) {
    if (logs.describeLogStreams(all -> all.logGroupName(GROUP).logStreamNamePrefix(stream))
        .logStreams()
        .isEmpty()) {
      logs.createLogStream(create -> create.logGroupName(GROUP).logStreamName(stream));
    }
    InputLogEvent event =
        InputLogEvent.builder().timestamp(timestamp.toEpochMilli()).message(message).build();
    logs.putLogEvents(put -> put.logGroupName(GROUP).logStreamName(stream).logEvents(event));
  }

  Instant at(String time) {
    return Instant.parse(day + "T" + time + "Z");
  }

  /** Writes the configuration: the seed's four keys, no settling, and more members as given. */
  Path config(String more) throws IOException {
    return Files.writeString(
        folder.resolve("archiver.json"),
        """
        { "region": "ap-northeast-2", "logGroupFilter": "umma-production",
          "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup",
          "endpoint": "%s", "s3Endpoint": "%s"%s }
        """
            .formatted(cloud.endpoint(), cloud.s3Endpoint(), more));
  }

  int run(Path config, String... arguments) {
    return run(Terminal.NONE, Map.of(), config, arguments);
  }

  /** Runs a command whose output goes to a terminal, or not. */
  int run(Terminal terminal, Map<String, String> environment, Path config, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    PrintWriter text = new PrintWriter(out, true);
    return Main.run(
        all.toArray(String[]::new),
        environment,
        text,
        new PrintWriter(err, true),
        terminal,
        new TextOutput(text));
  }

  int backfill(String more, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("backfill", "--from=" + day, "--to=" + day));
    all.addAll(List.of(arguments));
    return run(config(more), all.toArray(String[]::new));
  }

  Archive archive() {
    return S3ArchiveStore.archive(s3, "backup.cloudwatch.umma", "backup");
  }

  List<String> messages(LocalDate of) throws IOException {
    ArchivedDay archived = archive().day(GROUP, of).orElseThrow();
    try (Stream<ArchivedRecord> records = archived.records()) {
      return records.map(ArchivedRecord::message).toList();
    }
  }

  String object(String key) {
    return s3.getObjectAsBytes(get -> get.bucket("backup.cloudwatch.umma").key(key))
        .asString(UTF_8);
  }
}
