package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not ours: AWS's own command line, where it is installed. */
@Tag("long")
final class AwsCommandLineTest {
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::archive"},
       {"Effect":"Allow","Principal":{"Service":"logs.ap-northeast-2.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::archive/*"}]}
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final LocalCloud cloud =
      LocalCloud.builder()
          .queriesTake(Duration.ZERO)
          .exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ZERO))
          .start();

  @TempDir Path folder;

  @BeforeEach
  void find_the_command() throws Exception {
    assumeTrue(onPath(), "the aws command is not on the PATH (or does not run): nothing is tested");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void creates_puts_filters_exports_and_queries() throws Exception {
    logs("create-log-group", "--log-group-name", "app");
    logs("create-log-stream", "--log-group-name", "app", "--log-stream-name", "one");
    Instant now = Instant.now();
    logs(
        "put-log-events",
        "--log-group-name",
        "app",
        "--log-stream-name",
        "one",
        "--log-events",
        "timestamp=" + now.toEpochMilli() + ",message=hello");

    JsonNode filtered = logs("filter-log-events", "--log-group-name", "app");
    assertThat(filtered.at("/events/0/message").textValue()).isEqualTo("hello");

    s3api(
        "create-bucket",
        "--bucket",
        "archive",
        "--create-bucket-configuration",
        "LocationConstraint=ap-northeast-2");
    Path policy = Files.writeString(folder.resolve("policy.json"), POLICY);
    s3api("put-bucket-policy", "--bucket", "archive", "--policy", "file://" + policy);
    JsonNode task =
        logs(
            "create-export-task",
            "--log-group-name",
            "app",
            "--from",
            String.valueOf(now.minusSeconds(60).toEpochMilli()),
            "--to",
            String.valueOf(now.plusSeconds(60).toEpochMilli()),
            "--destination",
            "archive",
            "--destination-prefix",
            "day");
    String id = task.get("taskId").textValue();
    assertThat(
            logs("describe-export-tasks", "--task-id", id)
                .at("/exportTasks/0/status/code")
                .textValue())
        .isEqualTo("COMPLETED");
    assertThat(s3api("list-objects-v2", "--bucket", "archive").get("Contents"))
        .extracting(object -> object.get("Key").textValue())
        .containsExactlyInAnyOrder("day/aws-logs-write-test", "day/" + id + "/one/000000.gz");

    String query =
        logs(
                "start-query",
                "--log-group-name",
                "app",
                "--query-string",
                "stats count(*) as events",
                "--start-time",
                String.valueOf(now.getEpochSecond() - 60),
                "--end-time",
                String.valueOf(now.getEpochSecond() + 60))
            .get("queryId")
            .textValue();
    JsonNode results = logs("get-query-results", "--query-id", query);
    assertThat(results.get("status").textValue()).isEqualTo("Complete");
    assertThat(results.at("/results/0/0/value").textValue()).isEqualTo("1");
  }

  private static boolean onPath() throws InterruptedException {
    try {
      Process version = new ProcessBuilder("aws", "--version").redirectErrorStream(true).start();
      version.getInputStream().readAllBytes();
      return version.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private JsonNode logs(String... arguments) throws Exception {
    return aws(cloud.endpoint(), "logs", arguments);
  }

  private JsonNode s3api(String... arguments) throws Exception {
    return aws(cloud.s3Endpoint(), "s3api", arguments);
  }

  private JsonNode aws(URI endpoint, String service, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("aws", "--endpoint-url", endpoint.toString(), "--output", "json", service));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_DEFAULT_REGION", "ap-northeast-2",
                "AWS_PAGER", "",
                "AWS_CONFIG_FILE", folder.resolve("no-config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString()));
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return out.isBlank() ? JSON.createObjectNode() : JSON.readTree(out);
  }
}
