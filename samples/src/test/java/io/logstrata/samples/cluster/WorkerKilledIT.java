package io.logstrata.samples.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.logstrata.testkit.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGTERM, as every process manager sends it, to a worker in mid-flight. */
@ExtendWith(LocalCloudExtension.class)
class WorkerKilledIT {
  private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
  private static final int ENOUGH = 5_000;

  @Test
  void everything_that_a_terminated_worker_had_logged_arrives(LocalCloud cloud) throws Exception {
    Process worker = startEndless(cloud);
    int last;
    try (BufferedReader printed = worker.inputReader()) {
      last = readUntil(printed, ENOUGH);
      // Not Process.destroy, which would also close the pipe that is still to be read.
      worker.toHandle().destroy();
      last = Math.max(last, readUntil(printed, Integer.MAX_VALUE));
      assertThat(worker.waitFor(90, SECONDS)).as("ends after SIGTERM").isTrue();
    } finally {
      worker.destroyForcibly();
    }

    // 128 + SIGTERM: the JVM's own way to say that it was terminated, and did not merely come to an
    // end.
    assertThat(worker.exitValue()).isEqualTo(143);
    // What was being logged when the signal came may have arrived as well.
    assertThat(numbers(cloud))
        .containsAll(IntStream.rangeClosed(0, last).boxed().toList())
        .doesNotHaveDuplicates();
  }

  private static Process startEndless(LocalCloud cloud) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=cluster-logback.xml",
            "-Xmx256m",
            Worker.class.getName(),
            "endless",
            "1");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("LOGSTRATA_ENDPOINT", cloud.endpoint().toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The last number printed: {@code enough}, or that before the end. */
  private static int readUntil(BufferedReader printed, int enough) throws IOException {
    int last = -1;
    while (last < enough) {
      String line = printed.readLine();
      if (line == null) {
        return last;
      }
      if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) {
        last = Integer.parseInt(line);
      }
    }
    return last;
  }

  private static List<Integer> numbers(LocalCloud cloud) {
    return cloud.events("umma-production").stream()
        .map(StoredEvent::message)
        .map(NUMBER::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .toList();
  }
}
