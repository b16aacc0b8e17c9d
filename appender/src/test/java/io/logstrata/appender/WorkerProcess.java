package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.testkit.LocalCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in a JVM of its own, which sends to a cloud of the test's. */
final class WorkerProcess implements AutoCloseable {
  private static final long MOST_SECONDS = 100;

  private final Process process;
  private final BufferedReader output;
  private final Optional<Path> errors;

  /**
   * @param folder for what it says on standard error
   * @param behaviour see {@link Worker}
   * @param options of the appender, as XML
   */
  WorkerProcess(LocalCloud cloud, Path folder, String behaviour, String options)
      throws IOException {
    this(cloud, Optional.of(folder.resolve("stderr")), behaviour, options);
  }

  /** One whose standard error is a pipe that nobody reads. */
  static WorkerProcess unheard(LocalCloud cloud, String behaviour, String options)
      throws IOException {
    return new WorkerProcess(cloud, Optional.empty(), behaviour, options);
  }

  private WorkerProcess(LocalCloud cloud, Optional<Path> errors, String behaviour, String options)
      throws IOException {
    this.errors = errors;
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Daws.accessKeyId=test",
            "-Daws.secretAccessKey=test",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            cloud.endpoint().toString(),
            behaviour,
            options);
    errors.ifPresent(file -> builder.redirectError(file.toFile()));
    process = builder.start();
    // A read of its output cannot be interrupted: who waits in vain finds it ended.
    CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    output = process.inputReader(UTF_8);
  }

  /** The next line of its output, or null at the end of it. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** All that is left of its output. */
  List<String> readLines() {
    return output.lines().toList();
  }

  void sigterm() {
    process.toHandle().destroy(); // Process.destroy would close the stream that is read here
  }

  /** Returns whether it has ended within a minute. */
  boolean ends() throws InterruptedException {
    return process.waitFor(60, TimeUnit.SECONDS);
  }

  int exitValue() {
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  List<String> errors() throws IOException {
    return Files.readAllLines(errors.orElseThrow());
  }

  @Override
  public void close() {
    Process unused = process.destroyForcibly().onExit().join();
  }
}
