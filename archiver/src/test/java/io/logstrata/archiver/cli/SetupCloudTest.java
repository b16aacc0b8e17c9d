package io.logstrata.archiver.cli;

import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** An empty account, half an hour behind the clock on the wall. */
abstract class SetupCloudTest {
  static final Path UMMA = Path.of("../samples/umma/archiver.json");
  static final String PRODUCTION = "umma-production";
  static final String TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:umma-alarms";

  /** Words that the calls begin with which change something. */
  private static final List<String> CHANGES =
      List.of("Create", "Put", "Associate", "Tag", "Subscribe", "Delete", "Set", "Untag");

  final TestClock clock = clock();
  final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final CloudWatchLogsClient logs = at(CloudWatchLogsClient.builder(), cloud.endpoint());
  final CloudWatchClient metrics = at(CloudWatchClient.builder(), cloud.endpoint());
  final SnsClient topics = at(SnsClient.builder(), cloud.endpoint());
  final S3Client s3 = at(S3Client.builder().forcePathStyle(true), cloud.s3Endpoint());

  @TempDir Path folder;

  private static TestClock clock() {
    TestClock clock = TestClock.running();
    clock.set(Instant.now().minus(Duration.ofMinutes(30)));
    return clock;
  }

  private <B extends AwsClientBuilder<B, C>, C> C at(B builder, URI endpoint) {
    return builder.endpointOverride(endpoint).region(Region.of(cloud.region())).build();
  }

  @AfterEach
  void stop() {
    logs.close();
    metrics.close();
    topics.close();
    s3.close();
    cloud.close();
  }

  Path config(String more) throws IOException {
    return Files.writeString(
        folder.resolve("archiver.json"),
        """
        { "region": "ap-northeast-2", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup"%s }
        """
            .formatted(more));
  }

  int run(Path config, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--config=" + config,
            "--endpoint=" + cloud.endpoint(),
            "--s3-endpoint=" + cloud.s3Endpoint()));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        all.toArray(String[]::new),
        Map.of(),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  /** How many calls so far have changed something, or tried to. */
  long changes() {
    return cloud.calls().stream()
        .filter(call -> CHANGES.stream().anyMatch(call.operation()::startsWith))
        .count();
  }

  /** Puts an event of this very moment, by the cloud's clock. */
  void put(String group, String message) {
    if (logs.describeLogStreams(all -> all.logGroupName(group)).logStreams().isEmpty()) {
      logs.createLogStream(create -> create.logGroupName(group).logStreamName("batch"));
    }
    InputLogEvent event =
        InputLogEvent.builder().timestamp(clock.millis()).message(message).build();
    logs.putLogEvents(put -> put.logGroupName(group).logStreamName("batch").logEvents(event));
  }
}
