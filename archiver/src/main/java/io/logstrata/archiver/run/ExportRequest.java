package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One export of one window of one group.
 *
 * @param prefix what the keys of the objects are to begin with, without a slash at its end
 * @param taskName the same for the same work, so that a task can be recognised after a crash
 */
public record ExportRequest(
    String taskName, String group, Instant from, Instant to, String prefix) {
  public ExportRequest {
    requireNonNull(taskName, "taskName");
    requireNonNull(group, "group");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(prefix, "prefix");
  }
}
