package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar as a user runs it: another process. */
abstract class JarCase extends CloudTest {
  static final Path JAR = Path.of(System.getProperty("archiver.jar"));

  record Finished(int exit, String out, String err) {}

  /** Runs the jar to its end. */
  Finished run(List<String> arguments) throws IOException, InterruptedException {
    return finish(command(arguments));
  }

  /** Runs any command to its end. */
  Finished finish(List<String> command) throws IOException, InterruptedException {
    Process process = launch("the-only", command);
    try {
      return finished("the-only", process);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits for the end of a process that was started under that name. */
  Finished finished(String name, Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Finished(process.exitValue(), output(name + ".out"), output(name + ".err"));
  }

  /** What a process has printed so far. */
  String output(String file) throws IOException {
    return Files.readString(folder.resolve(file), UTF_8);
  }

  /** Starts the jar; the name is that of the files of its output. */
  Process start(String name, List<String> arguments) throws IOException {
    return launch(name, command(arguments));
  }

  /** A line of the shell in which {@code java -jar} is this Java. */
  static List<String> shell(String script, Object... arguments) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return List.of(
        "sh",
        "-c",
        String.format(Locale.ROOT, script, arguments).replace("java -jar", java + " -jar"));
  }

  /** Its runs are short: the second compiler would only take the time of the tests beside it. */
  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    return command;
  }

  private Process launch(String name, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    return builder.start();
  }
}
