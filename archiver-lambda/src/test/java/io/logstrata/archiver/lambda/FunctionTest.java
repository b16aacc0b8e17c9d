package io.logstrata.archiver.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.archiver.run.Pace;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;

/** A local cloud whose clock a waiting function moves, and a function of fifteen minutes. */
abstract class FunctionTest {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final Path SAMPLES = Path.of("../samples/umma");
  static final Duration FUNCTION_TIME = Duration.ofMinutes(15);

  final TestClock clock = TestClock.running();
  final LocalCloud cloud = LocalCloud.builder().clock(clock).start();
  final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  /** Noon: a test that waits for some hours must not find another day to archive. */
  private final Instant begin = day.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);

  final List<String> logLines = new ArrayList<>();
  final Map<String, String> environment = new HashMap<>();
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

  /** Moves the clock instead of waiting. */
  final Pace pace =
      new Pace() {
        @Override
        public Instant now() {
          return clock.instant();
        }

        @Override
        public void pause(Duration duration) {
          clock.advance(duration);
        }

        @Override
        public double jitter() {
          return 1;
        }
      };

  FunctionTest() {
    environment.put("LOGSTRATA_ENDPOINT", cloud.endpoint().toString());
    environment.put("LOGSTRATA_S3_ENDPOINT", cloud.s3Endpoint().toString());
    environment.put("LOGSTRATA_SETTLE", "PT0S");
  }

  @AfterEach
  void stop() {
    logs.close();
    s3.close();
    cloud.close();
  }

  /** A group as old as yesterday, with one event at yesterday's noon. */
  void group(String name) {
    clock.set(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    logs.createLogGroup(create -> create.logGroupName(name));
    clock.set(begin);
    logs.createLogStream(create -> create.logGroupName(name).logStreamName("batch"));
    InputLogEvent event =
        InputLogEvent.builder()
            .timestamp(day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli())
            .message("of " + name)
            .build();
    logs.putLogEvents(put -> put.logGroupName(name).logStreamName("batch").logEvents(event));
  }

  /** The event of the replaced function, as its schedule gives it. */
  static ObjectNode seedEvent() {
    return (ObjectNode)
        json(
            """
            { "region": "ap-northeast-2", "logGroupFilter": "umma-production", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup" }
            """);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One call of the function, in a process of its own so to say. */
  JsonNode call(JsonNode event) throws IOException {
    return call(event, new ExportHandler(environment, pace), FUNCTION_TIME);
  }

  JsonNode call(JsonNode event, ExportHandler handler, Duration time) throws IOException {
    return json(call(event.toString(), handler, time));
  }

  String call(String event, ExportHandler handler, Duration time) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Instant end = clock.instant().plus(time);
    Callable<Duration> remaining = () -> Duration.between(clock.instant(), end);
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        new TestContext(remaining, logLines));
    return output.toString(StandardCharsets.UTF_8);
  }

  Optional<Manifest> manifest(String group) throws IOException {
    Archive archive = S3ArchiveStore.archive(s3, "backup.cloudwatch.umma", "backup");
    return archive.newest(group, day);
  }

  private record TestContext(Callable<Duration> remaining, List<String> logLines)
      implements Context {
    @Override
    public int getRemainingTimeInMillis() {
      try {
        return Math.toIntExact(remaining.call().toMillis());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          logLines.add(message);
        }

        @Override
        public void log(byte[] message) {
          logLines.add(new String(message, StandardCharsets.UTF_8));
        }
      };
    }

    @Override
    public String getAwsRequestId() {
      return "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/export-cloudwatch-logs-to-s3";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "export-cloudwatch-logs-to-s3";
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:ap-northeast-2:123456789012:function:export-cloudwatch-logs-to-s3";
    }

    @Override
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }
  }
}
