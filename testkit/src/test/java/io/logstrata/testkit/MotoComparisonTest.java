package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The same client program against the testkit and against another emulator, where that is
 * installed: each difference is listed in {@code moto-differences.json} and explained there.
 */
@Tag("long")
final class MotoComparisonTest {
  private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final String REGION = "ap-northeast-2";

  /** Runs without the other: what the list says of the testkit is true on every machine. */
  @Test
  void the_testkit_answers_as_the_list_says() throws IOException {
    Map<String, String> ours = askTestkit();
    differences()
        .forEach(
            (question, row) ->
                assertThat(ours.get(question))
                    .as(question)
                    .isEqualTo(row.get("testkit").textValue()));
  }

  @Test
  void every_difference_from_moto_is_listed_and_explained() throws Exception {
    Optional<Process> started = startMoto();
    assumeTrue(
        started.isPresent(),
        "moto_server is not on the PATH (or does not run): nothing is compared");
    Process moto = started.get();
    try {
      Map<String, String> theirs = askMoto(moto);
      Map<String, String> ours = askTestkit();
      Map<String, String> unlisted = new LinkedHashMap<>();
      Map<String, JsonNode> listed = differences();
      ours.forEach(
          (question, answer) -> {
            String other = theirs.get(question);
            if (!answer.equals(other) && !listed.containsKey(question)) {
              unlisted.put(question, "testkit: " + answer + ", moto: " + other);
            }
          });
      assertThat(unlisted).isEmpty();
    } finally {
      moto.destroy();
    }
  }

  private static Map<String, JsonNode> differences() throws IOException {
    try (InputStream table =
        requireNonNull(MotoComparisonTest.class.getResourceAsStream("moto-differences.json"))) {
      Map<String, JsonNode> rows = new LinkedHashMap<>();
      for (JsonNode row : JsonMapper.builder().build().readTree(table)) {
        assertThat(row.path("why").asText()).as("why of %s", row).isNotBlank();
        rows.put(row.get("question").textValue(), row);
      }
      return rows;
    }
  }

  private static Map<String, String> askTestkit() {
    try (LocalCloud cloud =
            LocalCloud.builder()
                .queriesTake(Duration.ZERO)
                .exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ZERO))
                .start();
        CloudWatchLogsClient logs = Clients.logs(cloud);
        S3Client s3 = Clients.s3(cloud)) {
      return Probes.ask(logs, s3);
    }
  }

  private static Optional<Process> startMoto() {
    try {
      return Optional.of(
          new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .start());
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static Map<String, String> askMoto(Process moto) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(moto.getInputStream(), UTF_8));
    URI endpoint = null;
    for (String line = out.readLine(); line != null && endpoint == null; line = out.readLine()) {
      Matcher ready = READY.matcher(line);
      endpoint = ready.find() ? URI.create(ready.group(1)) : null;
      if (endpoint != null) {
        break;
      }
    }
    assumeTrue(endpoint != null, "moto_server does not start: nothing is compared");
    Thread drain = new Thread(() -> drain(moto.getInputStream()));
    drain.setDaemon(true);
    drain.start();
    try (CloudWatchLogsClient logs = Clients.logs(endpoint, REGION);
        S3Client s3 = Clients.s3(endpoint, REGION)) {
      return Probes.ask(logs, s3);
    }
  }

  private static void drain(InputStream log) {
    try {
      log.transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
