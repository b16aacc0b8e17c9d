package io.logstrata.samples.quickstart;

import io.logstrata.samples.cluster.Worker;
import io.logstrata.samples.cluster.WorkerReport;
import io.logstrata.samples.quickstart.ChildProcesses.Child;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Four processes of a service, each with a stream of its own, and the batch job beside them. */
final class Cluster {
  static final String LOG_GROUP = "umma-production";
  static final int PROCESSES = 5;
  private static final int ENTRIES = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private Cluster() {}

  /**
   * Runs them all side by side to their end, and returns each one's report under the name of its
   * log stream.
   */
  static Map<String, WorkerReport> run(
      ChildProcesses children, URI endpoint, Optional<Path> input) {
    List<Child> workers = new ArrayList<>();
    for (int share = 0; share < PROCESSES; share++) {
      workers.add(start(children, endpoint, input, share));
    }
    Map<String, WorkerReport> reports = new LinkedHashMap<>();
    for (Child worker : workers) {
      worker.join(LIMIT);
      String stream = worker.name().equals("batch") ? "batch" : streamOf(worker);
      reports.put(stream, report(worker));
    }
    return reports;
  }

  private static Child start(
      ChildProcesses children, URI endpoint, Optional<Path> input, int share) {
    boolean batch = share == PROCESSES - 1;
    List<String> words = new ArrayList<>();
    words.add("-Dlogback.configurationFile=" + (batch ? "batch" : "cluster") + "-logback.xml");
    words.add("-Xmx256m");
    words.add(Worker.class.getName());
    if (input.isPresent()) {
      words.addAll(
          List.of(
              "replay",
              input.get().toString(),
              Integer.toString(share),
              Integer.toString(PROCESSES)));
    } else {
      words.addAll(
          List.of("traffic", Integer.toString(ENTRIES / PROCESSES), Integer.toString(share + 1)));
    }
    Map<String, String> environment = Map.of("LOGSTRATA_ENDPOINT", endpoint.toString());
    return children.java(
        batch ? "batch" : "worker-" + (share + 1), environment, words.toArray(String[]::new));
  }

  /**
   * The stream that the appender's default template makes: known here by the pid alone, the host is
   * the appender's.
   */
  private static String streamOf(Child worker) {
    return "server_info_*_" + worker.pid();
  }

  private static WorkerReport report(Child worker) {
    return worker.lines().stream()
        .filter(line -> line.startsWith("worker: "))
        .findFirst()
        .map(WorkerReport::parse)
        .orElseThrow(
            () ->
                new Failure(
                    worker.name() + " did not say what it logged; it printed: " + worker.tail()));
  }
}
