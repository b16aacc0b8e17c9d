package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

/**
 * What became of asking for an export.
 *
 * @param taskId only with {@link Verdict#STARTED}
 */
public record Started(Verdict verdict, String taskId, String reason) {
  public enum Verdict {
    STARTED,
    /** Another export of the account is active. */
    SLOT_TAKEN,
    /** Nobody answered: the task may have been created all the same. */
    UNREACHABLE,
    /** The bucket does not let the service in, or not yet: no task was created. */
    KEPT_OUT,
    REFUSED
  }

  public Started {
    requireNonNull(verdict, "verdict");
    requireNonNull(taskId, "taskId");
    requireNonNull(reason, "reason");
  }
}
