package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The jar as a user runs it: another process, nothing but its exit code, output and what it left in
 * the bucket.
 */
final class JarIT extends CloudTest {
  private static final Path JAR = Path.of(System.getProperty("archiver.jar"));

  @Test
  void archives_a_day_and_says_so_on_standard_output_only() throws Exception {
    put("batch", at("12:00:00.000"), "{\"level\":\"error\"}");
    Path config = config(", \"settle\": \"PT0S\"");

    Finished finished =
        run(
            List.of(
                "backfill",
                "--from",
                day.toString(),
                "--to",
                day.toString(),
                "--config",
                config.toString()));

    assertThat(finished.err).doesNotContain("SLF4J").doesNotContain("Exception");
    assertThat(finished.exit).isZero();
    assertThat(finished.out)
        .startsWith("archived umma-production " + day + ": records=1 objects=1")
        .contains("days=1 archived=1");
    assertThat(messages(day)).containsExactly("{\"level\":\"error\"}");
  }

  @Test
  void takes_its_endpoints_from_options_too() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    Path seed =
        Files.writeString(
            folder.resolve("seed.json"),
            """
            { "region": "ap-northeast-2", "logGroupFilter": "umma-production", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup" }
            """);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);

    Finished finished =
        run(
            List.of(
                "backfill",
                "--from=" + day,
                "--to=" + today,
                "--provisional",
                "--config=" + seed,
                "--endpoint=" + cloud.endpoint(),
                "--s3-endpoint=" + cloud.s3Endpoint()));

    assertThat(finished.exit).isZero();
    assertThat(finished.out).contains("umma-production " + today);
  }

  @Test
  void explains_itself_in_under_40_megabytes() throws Exception {
    Finished finished = run(List.of("--help"));

    assertThat(finished.exit).isZero();
    assertThat(finished.out).contains("backfill").contains("Exit codes:");
    assertThat(run(List.of("--version")).out).startsWith("logstrata-archiver 0.");
    assertThat(run(List.of()).exit).isEqualTo(2);
    assertThat(Files.size(JAR)).isLessThan(40L * 1024 * 1024);
  }

  private record Finished(int exit, String out, String err) {}

  private Finished run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-jar", JAR.toString()));
    command.addAll(arguments);
    Path standardOutput = folder.resolve("out");
    Path standardError = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(standardOutput.toFile())
            .redirectError(standardError.toFile());
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Finished(
          process.exitValue(),
          Files.readString(standardOutput, UTF_8),
          Files.readString(standardError, UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
