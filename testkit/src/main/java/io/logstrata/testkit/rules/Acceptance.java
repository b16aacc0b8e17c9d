package io.logstrata.testkit.rules;

import java.util.OptionalInt;

/**
 * What the service takes of a batch that it did not refuse as a whole. A batch is sorted, so what
 * it takes is one run of events.
 *
 * @param from first index taken
 * @param to first index no longer taken; equal to {@code from} when nothing is
 * @param tooOldEnd first index that is not older than fourteen days, when some are
 * @param expiredEnd first index that is not older than the group's retention, when some are (and
 *     not too old besides)
 * @param tooNewStart first index that is more than two hours ahead, when some are
 */
public record Acceptance(
    int from, int to, OptionalInt tooOldEnd, OptionalInt expiredEnd, OptionalInt tooNewStart) {
  /** Returns whether the answer carries {@code rejectedLogEventsInfo}. */
  public boolean rejectsSome() {
    return tooOldEnd.isPresent() || expiredEnd.isPresent() || tooNewStart.isPresent();
  }
}
