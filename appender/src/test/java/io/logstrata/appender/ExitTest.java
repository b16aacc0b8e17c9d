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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of events that an application logs after SIGTERM, each in a JVM of its own. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(120)
class ExitTest {
  private static final String LATE =
      "logstrata: appender [CW] has stopped: each event of log group umma-staging that is logged"
          + " from now on is lost. ";

  @TempDir private Path folder;

  @Test
  void a_call_that_has_returned_while_the_jvm_ends_has_delivered_its_event(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "hook-4", "<stopTimeout>30 s</stopTimeout>")) {
      tellToEnd(process);
      for (int i = 1; i <= 4; i++) {
        assertThat(process.readLine()).isEqualTo(Integer.toString(i));
        assertThat(messages(cloud)).startsWith(events(i).toArray(String[]::new));
      }
      assertThat(process.ends()).isTrue();
      assertThat(process.errors()).isEmpty();
    }
  }

  @Test
  void nobody_is_held_beyond_the_deadline_and_each_loss_is_said(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "insist-4", "<stopTimeout>2 s</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
      long start = System.nanoTime();
      process.sigterm();
      long longestMillis = Long.parseLong(process.readLine());
      assertThat(process.ends()).isTrue();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(longestMillis).isBetween(1_000L, 5_000L);
      assertThat(process.errors())
          .satisfiesExactly(
              last ->
                  assertThat(last)
                      .startsWith("logstrata: appender [CW] lost ")
                      .contains("1 because it was still unconfirmed when the time to stop was up")
                      .contains(" To give them more time, raise stopTimeout (it is 2 s)."),
              late ->
                  assertThat(late)
                      .isEqualTo(
                          LATE
                              + "To let the application log for longer while it ends, raise"
                              + " stopTimeout (it is 2 s)."));
    }
  }

  @Test
  void the_last_call_returns_when_its_loss_has_been_said(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "hook-2", "<stopTimeout>6 s</stopTimeout>")) {
      tellToEnd(process);
      assertThat(process.readLine()).isEqualTo("1");
      cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
      assertThat(process.readLine()).isEqualTo("2");
      assertThat(process.ends()).isTrue();
      assertThat(process.errors())
          .singleElement()
          .asString()
          .contains(" lost 1 event of ", ": 1 because it was still unconfirmed");
    }
  }

  @Test
  void an_event_that_is_lost_by_itself_while_the_jvm_ends_is_said_too(LocalCloud cloud)
      throws IOException, InterruptedException {
    String layout = "<layout class='" + RefusesTheSecond.class.getName() + "'/>";
    try (WorkerProcess process =
        start(cloud, "hook-3", layout + "<stopTimeout>30 s</stopTimeout>")) {
      tellToEnd(process);
      assertThat(process.readLines()).containsExactly("1", "2", "3");
      assertThat(process.ends()).isTrue();
      assertThat(process.errors())
          .singleElement()
          .asString()
          .contains(" lost 1 event of ", ": 1 because the encoder failed.");
    }
    assertThat(cloud.events(LoggingSetup.GROUP))
        .extracting(event -> event.message())
        .contains("event 0", "event 1", "event 3");
  }

  @Test
  void the_jvm_exits_at_once_when_nothing_waits(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "idle", "<stopTimeout>1 m</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      long start = System.nanoTime();
      process.sigterm();
      assertThat(process.ends()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(process.errors()).isEmpty();
    }
  }

  @Test
  void an_appender_that_starts_while_the_jvm_ends_delivers_as_well(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "restart", "<stopTimeout>30 s</stopTimeout>")) {
      tellToEnd(process);
      assertThat(process.readLine()).isEqualTo("1");
      assertThat(messages(cloud)).containsExactlyElementsOf(events(1));
      assertThat(process.ends()).isTrue();
      assertThat(process.errors()).isEmpty();
    }
  }

  @Test
  void the_worker_of_an_async_appender_is_not_held_for_each_event_that_it_brings(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "async-50", "<stopTimeout>30 s</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      cloud.faults().slowness(Duration.ofMillis(150));
      cloud.faults().withProbability("PutLogEvents", Fault.SLOW, 1.0, 1);
      process.sigterm();
      assertThat(process.readLine()).isEqualTo("50");
      assertThat(process.ends()).isTrue();
    }
    assertThat(messages(cloud)).containsExactlyInAnyOrderElementsOf(events(50));
  }

  @Test
  void what_comes_after_a_stop_by_the_application_itself_is_said_too(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "stop-3", "<stopTimeout>30 s</stopTimeout>")) {
      tellToEnd(process);
      assertThat(process.readLines()).containsExactly("1", "2", "3");
      assertThat(process.ends()).isTrue();
      assertThat(process.errors()).containsExactly(LATE.strip());
    }
  }

  @Test
  void a_jvm_that_ends_while_the_application_stops_the_appender_waits_for_that(LocalCloud cloud)
      throws IOException, InterruptedException {
    cloud.faults().slowness(Duration.ofSeconds(1));
    cloud.faults().withProbability("PutLogEvents", Fault.SLOW, 1.0, 1);
    try (WorkerProcess process = start(cloud, "exit-15000", "<stopTimeout>30 s</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      assertThat(process.ends()).isTrue();
      assertThat(process.errors()).isEmpty();
    }
    assertThat(messages(cloud)).containsExactlyInAnyOrderElementsOf(events(15_000));
  }

  @Test
  void a_status_listener_that_ends_the_jvm_during_a_stop_does_not_hang_it(LocalCloud cloud)
      throws IOException, InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    try (WorkerProcess process = start(cloud, "listener", "<stopTimeout>2 s</stopTimeout>")) {
      assertThat(process.ends()).isTrue();
      assertThat(process.exitValue()).isEqualTo(Worker.ENDED_BY_LISTENER);
      // Unless the stop was over before the JVM began to end: then the status has said it.
      assertThat(process.errors())
          .hasSizeLessThan(2)
          .allMatch(line -> line.contains(" lost 1 event of "));
    }
  }

  @Test
  void a_status_listener_that_never_returns_does_not_keep_the_jvm(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "deaf-1", "<stopTimeout>30 s</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      assertThat(process.readLine()).isEqualTo("1");
      long start = System.nanoTime();
      assertThat(process.ends()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(process.errors()).isEmpty();
    }
    assertThat(messages(cloud)).containsExactlyElementsOf(events(1));
  }

  @Test
  void a_status_listener_that_never_returns_does_not_hide_a_loss(LocalCloud cloud)
      throws IOException, InterruptedException {
    endsAndSaysItsLoss(cloud, "deaf-0");
  }

  @Test
  void a_status_listener_that_never_returns_holds_no_caller(LocalCloud cloud)
      throws IOException, InterruptedException {
    try (WorkerProcess process = start(cloud, "deafinsist-4", "<stopTimeout>2 s</stopTimeout>")) {
      assertThat(process.readLine()).isEqualTo("0");
      cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
      process.sigterm();
      assertThat(Long.parseLong(process.readLine())).isLessThan(5_000);
      assertThat(process.ends()).isTrue();
    }
  }

  @Test
  void an_appender_whose_lock_is_never_free_does_not_keep_the_jvm_and_says_what_is_lost(
      LocalCloud cloud) throws IOException, InterruptedException {
    endsAndSaysItsLoss(cloud, "locked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<shutdownHook>false</shutdownHook></appender><shutdownHook/><appender name='REST'"
            + " class='ch.qos.logback.core.helpers.NOPAppender'>"
      })
  void a_standard_error_that_nobody_reads_holds_neither_callers_nor_the_jvm(
      String hook, LocalCloud cloud) throws IOException, InterruptedException {
    String options = "<stopTimeout>2 s</stopTimeout>" + hook;
    try (WorkerProcess process = WorkerProcess.unheard(cloud, "unheard-4", options)) {
      assertThat(process.readLine()).isEqualTo("0");
      cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
      long start = System.nanoTime();
      process.sigterm();
      assertThat(Long.parseLong(process.readLine())).isLessThan(5_000);
      assertThat(process.ends()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void logbacks_own_shutdown_hook_beside_ours_neither_hangs_nor_loses_what_came_before(
      LocalCloud cloud) throws IOException, InterruptedException {
    String both =
        "<stopTimeout>30 s</stopTimeout></appender><shutdownHook/><appender name='REST'"
            + " class='ch.qos.logback.core.helpers.NOPAppender'>";
    try (WorkerProcess process = start(cloud, "talk", both)) {
      for (String line = process.readLine(); line != null; line = process.readLine()) {
        if (line.equals("500")) {
          process.sigterm();
        }
      }
      assertThat(process.ends()).isTrue();
      assertThat(messages(cloud)).containsAll(events(500)).doesNotHaveDuplicates();
    }
  }

  private void endsAndSaysItsLoss(LocalCloud cloud, String behaviour)
      throws IOException, InterruptedException {
    cloud.faults().withProbability("PutLogEvents", Fault.SERVER_ERROR, 1.0, 1);
    try (WorkerProcess process = start(cloud, behaviour, "<stopTimeout>2 s</stopTimeout>")) {
      assertThat(process.ends()).isTrue();
      assertThat(process.errors()).singleElement().asString().contains(" lost 1 event of ");
    }
  }

  private WorkerProcess start(LocalCloud cloud, String behaviour, String options)
      throws IOException {
    return new WorkerProcess(cloud, folder, behaviour, options);
  }

  /** When it has delivered its first event. */
  private static void tellToEnd(WorkerProcess process) throws IOException {
    assertThat(process.readLine()).isEqualTo("0");
    process.sigterm();
  }

  private static List<String> events(int last) {
    return IntStream.rangeClosed(0, last).mapToObj(i -> "event " + i).toList();
  }

  private static List<String> messages(LocalCloud cloud) {
    return cloud.events(LoggingSetup.GROUP).stream()
        .map(event -> Json.object(event.message().getBytes(UTF_8)).get("message").toString())
        .toList();
  }
}
