package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.json.Json;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What only a JVM of its own can show: how it ends, and what its own threads log. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class ProcessTest {
  @TempDir private Path folder;
  private WorkerProcess process;

  @AfterEach
  void end_the_process() {
    process.close();
  }

  @Test
  void sigterm_in_mid_flight_loses_nothing_that_had_been_logged(LocalCloud cloud)
      throws IOException, InterruptedException {
    start(cloud, "talk", "<stopTimeout>30 s</stopTimeout>");
    int last = -1;
    for (String line = process.readLine(); line != null; line = process.readLine()) {
      last = Integer.parseInt(line);
      if (last == 2_000) {
        process.sigterm();
      }
    }
    assertThat(process.ends()).isTrue();

    List<String> arrived = messages(cloud);
    Set<String> once = new HashSet<>(arrived);
    Set<String> missing =
        IntStream.rangeClosed(0, last).mapToObj(i -> "event " + i).collect(Collectors.toSet());
    missing.removeAll(once);
    assertThat(missing).as("%d missing of %d", missing.size(), last).isEmpty();
    assertThat(once).hasSameSizeAs(arrived);
    assertThat(process.errors()).isEmpty();
  }

  @Test
  void the_end_of_main_loses_nothing_either(LocalCloud cloud)
      throws IOException, InterruptedException {
    start(cloud, "say", "<flushEvery>1 m</flushEvery>");
    assertThat(process.readLine()).isEqualTo("0");
    assertThat(process.ends()).isTrue();
    assertThat(messages(cloud)).containsExactly("event 0");
    assertThat(process.errors()).isEmpty();
  }

  @Test
  void the_jvm_exits_in_time_although_the_service_fails_for_ever(LocalCloud cloud)
      throws IOException, InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    start(cloud, "say", "<stopTimeout>2 s</stopTimeout>");
    assertThat(process.readLine()).isEqualTo("0");
    long start = System.nanoTime();
    assertThat(process.ends()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    assertThat(process.exitValue()).isZero();
    assertThat(process.errors())
        .singleElement()
        .asString()
        .startsWith(
            "logstrata: appender [CW] lost 1 event of log group umma-staging, log stream server_info_")
        .contains("_" + process.pid() + ", logged from ")
        .contains(": 1 because it was still unconfirmed when the time to stop was up.")
        .contains(" To give them more time, raise stopTimeout (it is 2 s).")
        // On a busy machine two seconds pass before the first call has been answered.
        .containsAnyOf(" The latest failed call said: ", " No call had been answered yet.");
  }

  @Test
  void the_jvm_exits_in_time_although_the_service_never_answers(LocalCloud cloud)
      throws IOException, InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.NEVER_ANSWERED, 1.0, 1);
    start(cloud, "say", "<stopTimeout>2 s</stopTimeout>");
    assertThat(process.readLine()).isEqualTo("0");
    assertThat(process.ends()).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(process.errors()).singleElement().asString().contains(" lost 1 event of ");
  }

  @Test
  void what_logbacks_own_shutdown_hook_could_not_deliver_is_said_too(LocalCloud cloud)
      throws IOException, InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    start(
        cloud,
        "say",
        "<stopTimeout>1500 ms</stopTimeout><shutdownHook>false</shutdownHook>"
            + "</appender><shutdownHook/><appender name='REST' class='ch.qos.logback.core.helpers.NOPAppender'>");
    assertThat(process.readLine()).isEqualTo("0");
    assertThat(process.ends()).isTrue();
    assertThat(process.errors())
        .singleElement()
        .asString()
        .contains("lost 1 event of log group umma-staging", "(it is 1500 ms)");
  }

  @Test
  void a_hook_that_is_switched_off_does_nothing_at_the_end(LocalCloud cloud)
      throws IOException, InterruptedException {
    start(cloud, "say", "<flushEvery>1 m</flushEvery><shutdownHook>false</shutdownHook>");
    assertThat(process.readLine()).isEqualTo("0");
    assertThat(process.ends()).isTrue();
    assertThat(cloud.calls()).isEmpty();
    assertThat(process.errors()).isEmpty();
  }

  @Test
  void with_root_at_debug_the_sdk_does_not_feed_back(LocalCloud cloud)
      throws IOException, InterruptedException {
    start(cloud, "debug-20", "");
    assertThat(process.readLines())
        .isEqualTo(IntStream.range(0, 20).mapToObj(Integer::toString).toList());
    assertThat(process.ends()).isTrue();
    assertThat(messages(cloud))
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "event " + i).toList());
  }

  @Test
  void no_thread_of_the_sdk_serves_others_as_well(LocalCloud cloud)
      throws IOException, InterruptedException {
    start(cloud, "threads", "");
    assertThat(process.readLines())
        .contains("logstrata-sender-CW-1")
        .doesNotContain("idle-connection-reaper");
    assertThat(process.ends()).isTrue();
  }

  private void start(LocalCloud cloud, String behaviour, String options) throws IOException {
    process = new WorkerProcess(cloud, folder, behaviour, options);
  }

  private static List<String> messages(LocalCloud cloud) {
    return cloud.events(LoggingSetup.GROUP).stream()
        .map(event -> Json.object(event.message().getBytes(UTF_8)).get("message").toString())
        .toList();
  }
}
