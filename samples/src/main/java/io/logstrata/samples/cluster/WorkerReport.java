package io.logstrata.samples.cluster;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a worker says of itself at its end.
 *
 * @param written how many entries it logged
 * @param specialErrors how many of them were special errors, counted with a plain {@code if}
 * @param from not after its first event
 * @param to not before its last event
 */
public record WorkerReport(int written, int specialErrors, Instant from, Instant to) {
  private static final Pattern LINE =
      Pattern.compile("worker: written=(\\d+) special-errors=(\\d+) from=(\\S+) to=(\\S+)");

  String toLine() {
    return "worker: written="
        + written
        + " special-errors="
        + specialErrors
        + " from="
        + from
        + " to="
        + to;
  }

  /**
   * Reads the line back.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static WorkerReport parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a worker's report: " + line);
    }
    return new WorkerReport(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Instant.parse(matcher.group(3)),
        Instant.parse(matcher.group(4)));
  }
}
