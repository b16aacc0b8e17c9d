package io.logstrata.samples.quickstart;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes that a run starts, in one place, so that none of them outlives it: not after a
 * failure, not after Ctrl-C.
 */
final class ChildProcesses implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID",
          "local",
          "AWS_SECRET_ACCESS_KEY",
          "local",
          "AWS_EC2_METADATA_DISABLED",
          "true");

  /** Seven JVMs on a laptop's few cores: none lives long enough for the second compiler to pay. */
  private static final List<String> FOR_A_SHORT_LIFE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path logFolder;
  private final List<Process> started = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::destroyAll, "quickstart-children");

  ChildProcesses(Path logFolder) {
    this.logFolder = logFolder;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a JVM of the same kind as this one, on the same class path; its output goes into files
   * named after it.
   */
  Child java(String name, Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FOR_A_SHORT_LIFE);
    command.addAll(List.of(words));
    return start(name, environment, command);
  }

  private Child start(String name, Map<String, String> environment, List<String> command) {
    Path out = logFolder.resolve(name + ".out");
    Path err = logFolder.resolve(name + ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(ChildProcesses::isForeign);
    builder.environment().putAll(CREDENTIALS);
    builder.environment().putAll(environment);
    // A long class path is too long for the command line of some systems; there, it is a variable.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      Process process = builder.start();
      started.add(process);
      return new Child(name, process, out, err);
    } catch (IOException e) {
      throw new Failure("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Variables that would send a child to somebody else's AWS, through a proxy, or change the
   * archiver's settings.
   */
  private static boolean isForeign(String variable) {
    String upper = variable.toUpperCase(Locale.ROOT);
    return upper.startsWith("AWS_") || upper.startsWith("LOGSTRATA_") || upper.endsWith("_PROXY");
  }

  @Override
  public void close() {
    destroyAll();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void destroyAll() {
    started.forEach(Process::destroy);
    for (Process process : started) {
      try {
        if (!process.waitFor(GRACE.toSeconds(), SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One of them. */
  record Child(String name, Process process, Path out, Path err) {

    long pid() {
      return process.pid();
    }

    /** Its lines on stdout so far. */
    List<String> lines() {
      try {
        return Files.readAllLines(out);
      } catch (IOException e) {
        throw new Failure("cannot read what " + name + " printed: " + e.getMessage(), e);
      }
    }

    /**
     * Waits for its end.
     *
     * @throws Failure if it takes longer, or ends with another exit code than 0
     */
    void join(Duration limit) {
      try {
        if (!process.waitFor(limit.toSeconds(), SECONDS)) {
          throw new Failure(
              name + " is still running after " + limit.toSeconds() + " s; it printed: " + tail());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted while waiting for " + name, e);
      }
      if (process.exitValue() != 0) {
        throw new Failure(
            name + " ended with exit code " + process.exitValue() + "; it printed: " + tail());
      }
    }

    /** The end of what it said, for an error message. */
    String tail() {
      StringBuilder tail = new StringBuilder();
      for (Path file : List.of(out, err)) {
        try {
          List<String> lines = Files.readAllLines(file);
          lines
              .subList(Math.max(0, lines.size() - 15), lines.size())
              .forEach(l -> tail.append("\n    ").append(l));
        } catch (IOException e) {
          tail.append("\n    (")
              .append(file)
              .append(" cannot be read: ")
              .append(e.getMessage())
              .append(')');
        }
      }
      return tail.isEmpty() ? "nothing" : tail.toString();
    }
  }
}
