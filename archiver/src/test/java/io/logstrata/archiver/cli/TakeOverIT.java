package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Call;
import io.logstrata.testkit.ExportOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes of the jar at work in one archive, at the same time or one after the other. */
final class TakeOverIT extends JarCase {
  private static final String SETTINGS = ", \"settle\": \"PT0S\", \"lookbackDays\": ";

  @Test
  @Timeout(120)
  void two_runners_at_once_archive_each_day_once() throws Exception {
    put("batch", at("12:00:00.000"), "of yesterday");
    put("batch", at("12:00:00.000").minus(Duration.ofDays(1)), "of the day before");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofMillis(20), Duration.ofMillis(1_500)));
    Path config = config(SETTINGS + "2");

    Process first = start("first", List.of("nightly", "--config=" + config));
    Process second = start("second", List.of("nightly", "--wait", "--config=" + config));
    try {
      assertThat(finished("first", first).exit()).isZero();
      assertThat(finished("second", second).exit()).isZero();
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }

    assertThat(output("first.err") + output("second.err")).contains("another run is at work");
    assertThat(cloud.calls("CreateExportTask")).hasSize(2).allMatch(Call::succeeded);
    assertThat(messages(day)).containsExactly("of yesterday");
    assertThat(messages(day.minusDays(1))).containsExactly("of the day before");
    assertThat(run(config, "verify")).isZero();
    assertThat(out.toString()).contains("days=2 VERIFIED=2");
  }

  @Test
  @Timeout(120)
  void a_daemon_that_is_terminated_in_mid_export_is_taken_over_by_the_next() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofHours(1), Duration.ofHours(1)));
    Path config = config(SETTINGS + "1");
    List<String> command = List.of("daemon", "--config=" + config);
    Process first = start("first", command);
    Process second = null;
    try {
      while (cloud.calls("DescribeExportTasks").isEmpty()) {
        assertThat(first.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      first.destroy();
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isEqualTo(143);
      assertThat(archive().day(GROUP, day)).isEmpty();

      second = start("second", command);
      while (!output("second.err").contains("going on with task")) {
        assertThat(second.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      cloud.exports(ExportOptions.defaults());
      while (!output("second.err").contains("daemon: the run ended with 0")) {
        assertThat(second.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
    } finally {
      first.destroyForcibly();
      if (second != null) {
        second.destroyForcibly();
      }
    }

    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    assertThat(messages(day)).containsExactly("x");
    assertThat(run(config, "verify")).isZero();
    assertThat(out.toString()).contains("days=1 VERIFIED=1");
  }
}
