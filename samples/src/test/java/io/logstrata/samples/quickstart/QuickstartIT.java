package io.logstrata.samples.quickstart;

import static java.time.Duration.ofMinutes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as Maven starts it: a process that starts processes. */
class QuickstartIT {
  private static final Path ARCHIVER = Path.of("../archiver/target/logstrata-archiver.jar");

  @TempDir Path folder;

  @Test
  void ten_thousand_events_of_five_processes_reach_the_archive_and_all_agree() throws Exception {
    Outcome outcome = quickstart("--archiver=" + ARCHIVER, "--target=" + folder, "--input=");

    assertThat(outcome.lines())
        .last()
        .isEqualTo(
            "quickstart: written=10000 archived=10000 special-errors expected=2248 live=2248 archive=2248 agree");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.childrenAlive()).isEmpty();
    assertThat(objectsUnder(folder))
        .anyMatch(key -> key.contains("backup.cloudwatch.umma/backup/umma-production/"));
  }

  @Test
  void replays_a_users_own_lines() throws Exception {
    Outcome outcome =
        quickstart(
            "--archiver=" + ARCHIVER,
            "--target=" + folder,
            "--input=src/test/resources/user.jsonl");

    assertThat(outcome.lines())
        .last()
        .isEqualTo(
            "quickstart: written=12 archived=12 special-errors expected=5 live=5 archive=5 agree");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void refuses_a_line_that_is_no_object_before_it_starts_anything() throws Exception {
    Path input = Files.writeString(folder.resolve("broken.jsonl"), "{\"msg\":\"fine\"}\n{broken\n");

    Outcome outcome =
        quickstart("--archiver=" + ARCHIVER, "--target=" + folder.resolve("t"), "--input=" + input);

    assertThat(outcome.lines())
        .last()
        .asString()
        .startsWith("quickstart: FAILED: ")
        .contains("broken.jsonl, line 2");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(folder.resolve("t")).doesNotExist();
  }

  @Test
  void an_archiver_that_fails_fails_the_run_and_leaves_no_process_behind() throws Exception {
    Path noJar = Files.writeString(folder.resolve("not-a.jar"), "no zip file");

    Outcome outcome =
        quickstart(
            "--archiver=" + noJar, "--target=" + folder, "--input=src/test/resources/user.jsonl");

    assertThat(outcome.lines())
        .anyMatch(l -> l.startsWith("quickstart: FAILED: archiver ended with exit code 1"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.childrenAlive()).isEmpty();
  }

  @Test
  void leaves_no_process_behind_when_somebody_interrupts_it() throws Exception {
    assertThatAllEndAfter(Process::destroy);
  }

  /**
   * Nobody tells the children: the cloud ends with its standard input, the workers after their
   * stopTimeout.
   */
  @Tag("long")
  @Test
  void leaves_no_process_behind_when_somebody_kills_it() throws Exception {
    assertThatAllEndAfter(Process::destroyForcibly);
  }

  private void assertThatAllEndAfter(Consumer<Process> end) throws IOException {
    Process process = start("--archiver=" + ARCHIVER, "--target=" + folder);
    List<ProcessHandle> children = new ArrayList<>();
    try {
      await().atMost(ofMinutes(1)).until(() -> process.descendants().count() >= 4);
      process.descendants().forEach(children::add);
      end.accept(process);
      await().atMost(ofMinutes(2)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private record Outcome(int exitCode, List<String> lines, List<ProcessHandle> childrenAlive) {}

  private Outcome quickstart(String... words) throws IOException, InterruptedException {
    Process process = start(words);
    List<ProcessHandle> seen = new ArrayList<>();
    while (!process.waitFor(1, SECONDS)) {
      process.descendants().forEach(seen::add);
    }
    return new Outcome(
        process.exitValue(),
        Files.readAllLines(output()),
        seen.stream().filter(ProcessHandle::isAlive).toList());
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add(Quickstart.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  private Path output() {
    return folder.resolve("quickstart.out");
  }

  private static List<String> objectsUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
