package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How an export ended.
 *
 * @param task only with {@link Outcome#DONE}
 */
record Exported(Outcome outcome, Optional<ExportTask> task, String reason) {
  enum Outcome {
    DONE,
    /** It did not end in its time: a smaller window may. */
    TOO_SLOW,
    FAILED
  }

  Exported {
    requireNonNull(outcome, "outcome");
    requireNonNull(task, "task");
    requireNonNull(reason, "reason");
  }

  static Exported done(ExportTask task) {
    return new Exported(Outcome.DONE, Optional.of(task), "");
  }

  static Exported tooSlow(String reason) {
    return new Exported(Outcome.TOO_SLOW, Optional.empty(), reason);
  }

  static Exported failed(String reason) {
    return new Exported(Outcome.FAILED, Optional.empty(), reason);
  }
}
