package io.logstrata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** What numbers are worth nothing without. */
public final class MeasuredOn {
  private MeasuredOn() {}

  /**
   * Half a sentence: date, commit, processor and JVM.
   *
   * @param commit its name; blank if nobody gave one
   */
  public static String text(String commit) {
    return Instant.now().toString().substring(0, 10)
        + ", commit "
        + (commit.isBlank() ? "unknown" : commit)
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores ("
        + processor()
        + "), "
        + System.getProperty("java.vm.name")
        + " "
        + Runtime.version();
  }

  /** As Linux calls it; elsewhere its kind must do. */
  private static String processor() {
    String kind = System.getProperty("os.arch");
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(kind);
    } catch (IOException e) {
      return kind;
    }
  }
}
