package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

/**
 * An export task as the service describes it.
 *
 * @param message what the service says about the status; may be empty
 */
public record ExportTask(
    String id, String name, String group, String prefix, Status status, String message) {
  public enum Status {
    PENDING,
    RUNNING,
    PENDING_CANCEL,
    COMPLETED,
    CANCELLED,
    FAILED,
    /** A status that this version does not know. */
    UNKNOWN;

    /** Whether the task holds the account's single slot. */
    boolean isActive() {
      return switch (this) {
        case PENDING, RUNNING, PENDING_CANCEL -> true;
        case COMPLETED, CANCELLED, FAILED, UNKNOWN -> false;
      };
    }
  }

  public ExportTask {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(group, "group");
    requireNonNull(prefix, "prefix");
    requireNonNull(status, "status");
    requireNonNull(message, "message");
  }

  boolean isFor(ExportRequest request) {
    return name.equals(request.taskName()) && prefix.equals(request.prefix());
  }
}
