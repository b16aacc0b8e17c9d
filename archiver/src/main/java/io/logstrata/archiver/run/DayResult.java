package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.plan.PlannedDay;
import java.util.Optional;

/**
 * How a run left one day of one group.
 *
 * @param manifest what is archived now, if anything is
 * @param reason a sentence for people
 */
public record DayResult(
    PlannedDay planned, Outcome outcome, Optional<Manifest> manifest, String reason) {
  public enum Outcome {
    /** A final copy was made by this run. */
    ARCHIVED,
    /** A copy was made by this run, and the day stays due. */
    PROVISIONAL,
    /** A final copy was there already. */
    PRESENT,
    /** The day cannot be final yet. */
    NOT_FINAL,
    /** There is nothing to export. */
    NOTHING,
    /** The copy and the service's own count differ. */
    DIFFERENT,
    FAILED
  }

  public DayResult {
    requireNonNull(planned, "planned");
    requireNonNull(outcome, "outcome");
    requireNonNull(manifest, "manifest");
    requireNonNull(reason, "reason");
  }

  static DayResult failed(PlannedDay planned, String reason) {
    return new DayResult(planned, Outcome.FAILED, Optional.empty(), reason);
  }
}
