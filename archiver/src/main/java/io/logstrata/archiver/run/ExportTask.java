package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * An export task as the service describes it.
 *
 * @param what it exports; a text that the service leaves out is empty, a time is 1970
 * @param created by the service's clock
 * @param message what the service says about the status; may be empty
 */
public record ExportTask(
    String id, ExportRequest what, Instant created, Status status, String message) {
  // The service refuses the signature of a machine whose clock is further off.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

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
    requireNonNull(what, "what");
    requireNonNull(created, "created");
    requireNonNull(status, "status");
    requireNonNull(message, "message");
  }

  public String name() {
    return what.taskName();
  }

  public String group() {
    return what.group();
  }

  /**
   * Whether this is the very export that was asked for. Several archives may export the same day of
   * the same group, each into its own bucket or window, and take turns at the account's single
   * slot: whoever takes another's task for his own records an archive that has nothing in it.
   *
   * @param noted when this was about to be asked for, by this machine's clock
   */
  boolean isFor(ExportRequest request, Instant noted) {
    return what.equals(request) && !created.plus(CLOCKS_DIFFER).isBefore(noted);
  }

  /** Whether it is worth following. */
  boolean isAliveOrDone() {
    return status.isActive() || status == Status.COMPLETED;
  }
}
