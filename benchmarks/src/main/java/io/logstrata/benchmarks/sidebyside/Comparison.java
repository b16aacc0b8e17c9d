package io.logstrata.benchmarks.sidebyside;

import io.logstrata.benchmarks.MeasuredOn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs the scenarios with each candidate, and writes a table and the gates for each: {@code mvn
 * -Pside-by-side -pl benchmarks -am verify -DskipTests}.
 *
 * <pre>Comparison RESULT.md COMMIT [SCENARIO …]</pre>
 */
public final class Comparison {
  private static final String OURS = "logstrata";

  private static final List<String> CANDIDATES =
      List.of("logstrata", "logstrata-one-send", "kdgregory", "pjer", "async-floor", "raw-floor");

  /** These differ from another candidate, or have something to show, at full speed only. */
  private static final Set<String> FULL_SPEED_ONLY = Set.of("logstrata-one-send", "raw-floor");

  /**
   * A heap that has been in use for long: the first touch of a page costs the kernel's time. Large
   * enough for the backlog of kdgregory's queue, nearly 5 GiB as fast as it goes: in 2 GiB, its
   * processor time was the collector's, or it ended without memory.
   */
  private static final List<String> CANDIDATE = List.of("-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch");

  /** What costs least: the sink shares the cores with what is measured. */
  private static final List<String> SINK =
      List.of("-Xms1g", "-Xmx1g", "-Xmn64m", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch");

  private static final long LIMIT_SECONDS = 500;

  private Comparison() {}

  public static void main(String[] args) throws Exception {
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      scenarios.add(Scenario.named(args[i]));
    }
    Path target = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(target.getParent());
    StringBuilder report = new StringBuilder(heading(args[1]));
    boolean allMet = true;
    for (Scenario scenario : scenarios.isEmpty() ? Scenario.ALL : scenarios) {
      report.append("\n## ").append(scenario.title()).append("\n\n| candidate | ");
      report.append(Measured.TITLES).append(" |\n|---").append("|---:".repeat(12)).append("|\n");
      Map<String, List<Measured>> runs = runs(scenario);
      Map<String, Measured> results = medians(runs, scenario.runs());
      for (String candidate : candidates(scenario)) {
        String cells =
            results.containsKey(candidate)
                ? results.get(candidate).toRow()
                : "no result" + " |".repeat(11);
        report
            .append("| ")
            .append(candidate)
            .append(endedRuns(runs.getOrDefault(candidate, List.of()).size(), scenario.runs()))
            .append(" | ")
            .append(cells)
            .append(" |\n");
      }
      List<String> lines = Gates.of(scenario, results);
      allMet &= lines.stream().allMatch(Gates::isMet);
      String gates = String.join("\n", lines) + "\n";
      System.out.print(gates);
      report.append("\n").append(gates);
      Files.writeString(target, report); // now, or an end before the last would cost them all
    }
    if (!allMet) {
      System.err.println("A goal is missed, or could not be compared: see " + target);
      System.exit(1);
    }
  }

  /** Nothing, or how many runs gave a result within their time. */
  private static String endedRuns(int ended, int wanted) {
    return ended == wanted ? "" : " (" + ended + " of " + wanted + " runs)";
  }

  private static String heading(String commit) {
    return "# The appender beside its peers\n\n"
        + MeasuredOn.text(commit)
        + ". Candidate and sink share the cores: compare within one table only. In a full queue ours waits"
        + " for room (`whenFull` `block`), and kdgregory's has no bound:"
        + " [configurations](../src/main/resources/candidates). A run has "
        + LIMIT_SECONDS
        + " s.\n";
  }

  private static List<String> candidates(Scenario scenario) {
    return CANDIDATES.stream()
        .filter(candidate -> scenario.perSecond() == 0 || !FULL_SPEED_ONLY.contains(candidate))
        .toList();
  }

  /**
   * All candidates in turn, and then all of them again: the machine's own speed changes over
   * minutes, and must not be that of one candidate.
   */
  private static Map<String, List<Measured>> runs(Scenario scenario)
      throws IOException, InterruptedException {
    Map<String, List<Measured>> runs = new HashMap<>();
    for (int round = 1; round <= scenario.runs(); round++) {
      for (String candidate : candidates(scenario)) {
        Optional<Measured> run = measure(scenario, candidate);
        run.ifPresent(
            value -> runs.computeIfAbsent(candidate, key -> new ArrayList<>()).add(value));
        System.out.printf(
            "%s, run %d: | %s | %s%n",
            scenario.title(), round, candidate, run.map(Measured::toRow).orElse("no result"));
      }
    }
    return runs;
  }

  /**
   * Of ours if every run gave a result; another candidate is judged by those of its runs that did.
   */
  static Map<String, Measured> medians(Map<String, List<Measured>> runs, int wanted) {
    Map<String, Measured> medians = new HashMap<>();
    runs.forEach(
        (candidate, all) -> {
          if (all.size() == wanted || !candidate.startsWith(OURS)) {
            medians.put(candidate, Measured.median(all));
          }
        });
    return medians;
  }

  private static Optional<Measured> measure(Scenario scenario, String candidate)
      throws IOException, InterruptedException {
    boolean delivers = !candidate.equals("async-floor");
    List<String> words = new ArrayList<>(List.of(Sink.class.getName()));
    words.addAll(List.of(scenario.behaviour().toWords()));
    Process sink = java(SINK, words).start();
    try {
      String endpoint = delivers ? "http://127.0.0.1:" + sink.inputReader().readLine() : "none";
      return load(candidate, endpoint, scenario);
    } finally {
      sink.getOutputStream().close();
      if (!sink.waitFor(5, TimeUnit.SECONDS)) {
        sink.destroyForcibly();
      }
    }
  }

  private static Optional<Measured> load(String candidate, String endpoint, Scenario scenario)
      throws IOException, InterruptedException {
    List<String> words =
        candidate.equals("raw-floor")
            ? new ArrayList<>(List.of(RawFloor.class.getName(), endpoint))
            : new ArrayList<>(List.of(Load.class.getName(), candidate, endpoint));
    words.addAll(List.of(Integer.toString(scenario.warmUp()), Integer.toString(scenario.events())));
    words.add(Integer.toString(scenario.perSecond()));
    Process load = java(CANDIDATE, words).start();
    Thread watchdog = new Thread(() -> endWhenOverdue(load), "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(load.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("measured ")) {
          return Optional.of(Measured.ofLine(line.substring("measured ".length())));
        }
      }
    } finally {
      load.destroyForcibly();
      load.waitFor();
    }
    return Optional.empty();
  }

  private static void endWhenOverdue(Process load) {
    try {
      if (!load.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        load.destroyForcibly();
      }
    } catch (InterruptedException e) {
      load.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static ProcessBuilder java(List<String> options, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("AWS_ACCESS_KEY_ID", "bench");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "bench");
    builder.environment().put("AWS_REGION", "ap-northeast-2");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    return builder;
  }
}
