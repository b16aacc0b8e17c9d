package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The jar as a user runs it: another process, nothing but its exit code, output and what it left in
 * the bucket.
 */
final class JarIT extends JarCase {
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

    assertThat(finished.err()).doesNotContain("SLF4J").doesNotContain("Exception");
    assertThat(finished.exit()).isZero();
    assertThat(finished.out())
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

    assertThat(finished.exit()).isZero();
    assertThat(finished.out()).contains("umma-production " + today);
  }

  @Test
  @Timeout(120)
  void a_daemon_that_is_terminated_in_mid_export_stops_at_once_and_lets_the_next_run_in()
      throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.faults().exports(ExportFault.STUCK, 1);
    Path config = config(", \"settle\": \"PT0S\", \"lookbackDays\": 1");
    Process daemon = start("daemon", List.of("daemon", "--config=" + config));
    try {
      while (cloud.calls("DescribeExportTasks").isEmpty()) {
        assertThat(daemon.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }

      daemon.destroy();

      assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(daemon.exitValue()).isEqualTo(143);
      assertThat(object("backup/_logstrata/lease.json")).contains("1970-01-01");
    } finally {
      daemon.destroyForcibly();
    }
  }

  @ParameterizedTest
  @Timeout(120)
  @CsvSource({"nightly, TERM, 143", "backfill, TERM, 143", "nightly, INT, 130"})
  void a_run_that_is_stopped_in_mid_export_lets_the_next_one_in_at_once(
      String command, String signal, int exit) throws Exception {
    assumeFalse(
        signal.equals("INT") && isInterruptIgnored(),
        "whoever started the tests let them ignore SIGINT, and their processes inherit that");
    put("batch", at("12:00:00.000"), "x");
    cloud.exports(ExportOptions.defaults().taking(Duration.ZERO, Duration.ofHours(1)));
    Path config = config(", \"settle\": \"PT0S\", \"lookbackDays\": 1");
    List<String> arguments = new ArrayList<>(List.of(command, "--config=" + config));
    if (command.equals("backfill")) {
      arguments.addAll(List.of("--from=" + day, "--to=" + day));
    }
    Process stopped = start("stopped", arguments);
    try {
      while (cloud.calls("DescribeExportTasks").isEmpty()) {
        assertThat(stopped.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }

      assertThat(finish(List.of("kill", "-" + signal, Long.toString(stopped.pid()))).exit())
          .isZero();

      Finished finished = finished("stopped", stopped);
      assertThat(finished.exit()).isEqualTo(exit);
      assertThat(finished.err()).endsWith("interrupted: run again to go on\n");
    } finally {
      stopped.destroyForcibly();
    }
    cloud.exports(ExportOptions.defaults());
    clock.set(Instant.now().plus(Duration.ofHours(2)));
    assertThat(run(config, "nightly")).isZero();
    assertThat(out.toString()).contains("archived umma-production " + day + ": records=1");
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
  }

  @Test
  void a_schedule_that_is_none_is_wrong_configuration() throws Exception {
    Finished finished =
        run(List.of("daemon", "--config=" + config(", \"schedule\": \"0 13 * * *\"")));

    assertThat(finished.exit()).isEqualTo(2);
    assertThat(finished.err()).contains("is no cron text: give seconds, minutes");
  }

  @Test
  void explains_itself_in_under_40_megabytes() throws Exception {
    Finished finished = run(List.of("--help"));

    assertThat(finished.exit()).isZero();
    assertThat(finished.out()).contains("backfill").contains("Exit codes:");
    assertThat(run(List.of("--version")).out()).startsWith("logstrata-archiver 0.");
    assertThat(run(List.of()).exit()).isEqualTo(2);
    assertThat(Files.size(JAR)).isLessThan(40L * 1024 * 1024);
  }

  /**
   * By the clock or by the processor's time, whichever is less: other work of the machine adds to
   * the one, and what the JVM compiles on another core meanwhile to the other. Both only ever add,
   * so the best of three runs counts.
   */
  @Test
  void its_help_is_there_within_a_second() throws Exception {
    double seconds = secondsOfHelp();
    for (int more = 0; more < 2 && seconds > 1; more++) {
      seconds = Math.min(seconds, secondsOfHelp());
    }
    assertThat(seconds).isBetween(0.01, 1.0);
  }

  private double secondsOfHelp() throws Exception {
    long begin = System.nanoTime();
    Finished finished = finish(shell("java -jar '%s' --help > /dev/null; times", JAR));
    double clock = (System.nanoTime() - begin) / 1e9;

    Matcher ofChildren =
        Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s*$").matcher(finished.out());
    assertThat(ofChildren.find()).as(finished.out()).isTrue();
    assertThat(ofChildren.group(1) + ofChildren.group(3)).isEqualTo("00");
    double processor =
        Double.parseDouble(ofChildren.group(2)) + Double.parseDouble(ofChildren.group(4));
    return Math.min(clock, processor);
  }

  @Test
  void results_that_cannot_be_written_are_a_failure() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full");
    Path config = config(", \"settle\": \"PT0S\", \"lookbackDays\": 1");
    for (String command : List.of("status", "plan")) {
      Finished finished =
          finish(
              shell("java -jar '%s' %s --config='%s' > /dev/full; echo $?", JAR, command, config));

      assertThat(finished.out()).isEqualTo("1\n");
      assertThat(finished.err()).contains("failed: standard output cannot be written to: No space");
    }
  }

  @Test
  void a_reader_that_has_had_enough_ends_it_quietly() throws Exception {
    for (int i = 0; i < 30; i++) {
      put("batch", at("12:00:00.0" + (10 + i)), "x".repeat(10_000));
    }
    Path config = config(", \"settle\": \"PT0S\"");
    assertThat(
            run(List.of("backfill", "--from=" + day, "--to=" + day, "--config=" + config)).exit())
        .isZero();

    Finished finished =
        finish(
            shell(
                "( java -jar '%s' cat --group=umma-production --day=%s --config='%s'; echo $? >&2 )"
                    + " | head -c 20",
                JAR, day, config));

    assertThat(finished.out()).isEqualTo(day + "T12:00:00.");
    assertThat(finished.err()).isEqualTo("0\n");
  }

  @Test
  void at_a_terminal_it_shows_a_bar_and_colours() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script");
    Path config = config(", \"settle\": \"PT0S\", \"lookbackDays\": 1");
    Path seen = folder.resolve("seen");

    finish(shell("script -qec \"java -jar '%s' nightly --config='%s'\" '%s'", JAR, config, seen));
    assertThat(Files.readString(seen, UTF_8))
        .contains("\r\u001b[Kdays   0% [", "archived umma-production " + day);
    finish(
        shell(
            "script -qec \"java -jar '%s' nightly --config='%s' 2> '%s.err'\" '%s'",
            JAR, config, seen, seen));
    assertThat(Files.readString(seen, UTF_8)).contains("days=0").doesNotContain("%");
    finish(shell("script -qec \"java -jar '%s' status --config='%s'\" '%s'", JAR, config, seen));
    assertThat(Files.readString(seen, UTF_8)).contains("\u001b[32m#");
  }

  /** As a shell without job control has it for what it starts in the background. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .anyMatch(ignored -> (ignored & 1L << (2 - 1)) != 0);
  }
}
