package io.logstrata.appender.ship;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * Counts what became of every event. Its monitor is the books' lock: who moves events from one
 * place to another, or settles them, holds it, and never does I/O or runs foreign code meanwhile.
 * The caller's thread never takes it.
 *
 * <p>Not final: a test breaks a counter on purpose, to see that the books then do not balance.
 */
class Ledger {
  private final Map<Loss, Map<Severity, Tally>> losses =
      Arrays.stream(Loss.values()).collect(toUnmodifiableMap(loss -> loss, loss -> tallies()));

  private final LongAccumulator oldestLostMillis = new LongAccumulator(Math::min, Long.MAX_VALUE);
  private final LongAccumulator newestLostMillis = new LongAccumulator(Math::max, Long.MIN_VALUE);

  private long taken;
  private long announcements;
  private long delivered;
  private long possiblyDuplicated;
  private long reportedFromMillis;
  private long reportedToMillis;

  /** Counts an event that never entered the queue. Needs no lock. */
  void refused(Loss loss, Severity severity, long timestampMillis) {
    lost(loss, severity, timestampMillis);
  }

  /** Counts a loss; unless it was refused at the door, the lock is held. */
  void lost(Loss loss, Severity severity, long timestampMillis) {
    oldestLostMillis.accumulate(timestampMillis);
    newestLostMillis.accumulate(timestampMillis);
    losses.get(loss).get(severity).count.incrementAndGet();
  }

  /** Counts events that left the queue. The lock is held. */
  void taken(int events) {
    taken += events;
  }

  /** Events that ever left the queue: the sequence of the next one. The lock is held. */
  long taken() {
    return taken;
  }

  /**
   * Counts an event that this side made itself. Apart from those that left the queue, or it would
   * push a waiting one beyond the sequence that a flush waits for. The lock is held.
   */
  void announced() {
    announcements++;
  }

  /** Counts events that the service has confirmed. The lock is held. */
  void delivered(int events, boolean possiblyTwice) {
    delivered += events;
    if (possiblyTwice) {
      possiblyDuplicated += events;
    }
  }

  /**
   * The lock is held, so that nothing moves but new events into the queue.
   *
   * @param queued events in the queue, read once
   * @param held events between the queue and their end, counted where they are
   */
  Books books(long queued, long held) {
    Map<Loss, Map<Severity, Long>> counts = new EnumMap<>(Loss.class);
    long refused = 0;
    for (Loss loss : Loss.values()) {
      for (Severity severity : Severity.values()) {
        long count = losses.get(loss).get(severity).count.get();
        if (count != 0) {
          counts.computeIfAbsent(loss, any -> new EnumMap<>(Severity.class)).put(severity, count);
          refused += atTheDoor(loss) ? count : 0;
        }
      }
    }
    return new Books(
        refused + taken + announcements + queued,
        delivered,
        queued + held,
        possiblyDuplicated,
        counts);
  }

  /** What was lost and not yet reported, and marks it as reported. The lock is held. */
  Optional<LossReport> report() {
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    Map<Loss, Long> byReason = new EnumMap<>(Loss.class);
    long sum = 0;
    for (Loss loss : Loss.values()) {
      for (Severity severity : Severity.values()) {
        long fresh = losses.get(loss).get(severity).unreported();
        if (fresh > 0) {
          bySeverity.merge(severity, fresh, Long::sum);
          byReason.merge(loss, fresh, Long::sum);
          sum += fresh;
        }
      }
    }
    if (sum == 0) {
      return Optional.empty();
    }
    long oldest = oldestLostMillis.getThenReset();
    long newest = newestLostMillis.getThenReset();
    if (oldest <= newest) {
      reportedFromMillis = oldest;
      reportedToMillis = newest;
    } // else the time of this loss went into the report before: that one's times are the best
    Instant from = Instant.ofEpochMilli(reportedFromMillis);
    Instant to = Instant.ofEpochMilli(reportedToMillis);
    return Optional.of(new LossReport(sum, from, to, bySeverity, byReason));
  }

  private static Map<Severity, Tally> tallies() {
    return Arrays.stream(Severity.values())
        .collect(toUnmodifiableMap(severity -> severity, severity -> new Tally()));
  }

  private static boolean atTheDoor(Loss loss) {
    return switch (loss) {
      case QUEUE_FULL, WAITED_TOO_LONG, NOT_CAPTURED, AFTER_STOP -> true;
      case NOT_ENCODED, EMPTY, LEFT_AT_STOP, TOO_OLD, EXPIRED, TOO_NEW, INVALID -> false;
    };
  }

  /** Events lost for one reason with one severity. */
  private static final class Tally {
    /** Atomic, because callers count what is refused at the door without the lock. */
    private final AtomicLong count = new AtomicLong();

    private long reported;

    long unreported() {
      long now = count.get();
      long fresh = now - reported;
      reported = now;
      return fresh;
    }
  }
}
