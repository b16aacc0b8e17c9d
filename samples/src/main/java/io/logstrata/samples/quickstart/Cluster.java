package io.logstrata.samples.quickstart;

import io.logstrata.samples.cluster.Worker;
import io.logstrata.samples.cluster.WorkerReport;
import io.logstrata.samples.quickstart.ChildProcesses.Child;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Four processes of a service, each with a stream of its own, and the batch job beside them. */
final class Cluster {
  static final String LOG_GROUP = "umma-production";
  static final int PROCESSES = 5;
  private static final int ENTRIES = 10_000;
  // Enough for a replay of some millions of lines; a process that hangs is no reason to wait for
  // ever.
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private Cluster() {}

  /**
   * Runs them all side by side to their end, and returns each one's report under its pid, or under
   * {@code batch}.
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
      String key = worker.name().equals("batch") ? "batch" : Long.toString(worker.pid());
      reports.put(key, report(worker));
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
   * The reports under the names of the log streams. The appender makes them of host and pid; here
   * only the pid is known. A worker whose stream is not there keeps its pid, and is missed in the
   * table.
   */
  static Map<String, WorkerReport> byFullName(
      Map<String, WorkerReport> reports, Collection<String> streams) {
    Map<String, WorkerReport> named = new LinkedHashMap<>();
    reports.forEach(
        (key, report) ->
            named.put(
                streams.stream()
                    .filter(
                        stream -> stream.startsWith("server_info_") && stream.endsWith("_" + key))
                    .findFirst()
                    .orElse(key),
                report));
    return named;
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
