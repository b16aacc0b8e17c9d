package io.logstrata.appender.ship;

import static java.util.Objects.requireNonNull;

/**
 * What became of a batch. Even an accepted one may have lost events: the service names the too old,
 * the expired and the too new by their place in the batch.
 *
 * @param tooOldBefore events before this place were too old
 * @param expiredBefore events before this place were older than the retention of the group
 * @param tooNewFrom events from this place on were too new
 * @param outcomeUnknown true if the service may have stored the batch although it did not say so
 * @param reason what the service or the network said, for people
 */
public record Delivery(
    Verdict verdict,
    int tooOldBefore,
    int expiredBefore,
    int tooNewFrom,
    boolean outcomeUnknown,
    String reason) {
  /** What to do with the batch. */
  public enum Verdict {
    /** It is stored, but for the events that the delivery names. */
    ACCEPTED,
    /** Too many calls: the same batch again, later. */
    THROTTLED,
    /** No answer, or not one of use: the same batch again, later. */
    UNREACHABLE,
    /**
     * Credentials, permissions or the destination itself are not in order: again, but slowly, for a
     * person must act.
     */
    DENIED,
    /** Something in this batch will never be accepted. */
    INVALID
  }

  public Delivery {
    requireNonNull(verdict, "verdict");
    requireNonNull(reason, "reason");
  }

  public static Delivery accepted() {
    return accepted(0, 0, Integer.MAX_VALUE);
  }

  public static Delivery accepted(int tooOldBefore, int expiredBefore, int tooNewFrom) {
    return new Delivery(Verdict.ACCEPTED, tooOldBefore, expiredBefore, tooNewFrom, false, "");
  }

  /** The batch is not stored. */
  public static Delivery failed(Verdict verdict, String reason) {
    return new Delivery(verdict, 0, 0, Integer.MAX_VALUE, false, reason);
  }

  /** Nobody knows whether the batch is stored. */
  public static Delivery unknown(String reason) {
    return new Delivery(Verdict.UNREACHABLE, 0, 0, Integer.MAX_VALUE, true, reason);
  }

  /** What became of the event at this place of an accepted batch: null if it is stored. */
  Loss lossAt(int place) {
    if (place < tooOldBefore) {
      return Loss.TOO_OLD;
    }
    if (place < expiredBefore) {
      return Loss.EXPIRED;
    }
    return place >= tooNewFrom ? Loss.TOO_NEW : null;
  }
}
