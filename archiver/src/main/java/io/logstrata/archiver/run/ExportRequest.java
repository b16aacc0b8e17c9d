package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.ExportPart;
import java.time.Instant;

/**
 * One export of one window of one group.
 *
 * @param taskName no two intents have the same, so that a task can be recognised after a crash
 * @param bucket where the objects go
 * @param prefix what the keys of the objects are to begin with, without a slash at its end
 */
public record ExportRequest(
    String taskName, String group, Instant from, Instant to, String bucket, String prefix) {
  static ExportRequest of(String group, ExportPart part, String bucket) {
    return new ExportRequest(part.taskName(), group, part.from(), part.to(), bucket, part.prefix());
  }

  public ExportRequest {
    requireNonNull(taskName, "taskName");
    requireNonNull(group, "group");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(bucket, "bucket");
    requireNonNull(prefix, "prefix");
  }
}
