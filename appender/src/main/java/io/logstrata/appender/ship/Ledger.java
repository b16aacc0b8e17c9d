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
 * place to another, or settles them, holds it, and never does I/O or runs foreign code meanwhile. A
 * caller's offer takes it only to tell of a loss, or when the shipper has ended.
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
  private long untoldFromMillis = Long.MAX_VALUE;
  private long untoldToMillis = Long.MIN_VALUE;
  private long lastFromMillis;
  private long lastToMillis;

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

  /**
   * Counts an announcement that did not arrive: a loss like any other, but nothing that a user
   * misses. What it was to tell stays untold. The lock is held.
   */
  void announcementLost(Loss loss, Severity severity) {
    Tally tally = losses.get(loss).get(severity);
    tally.count.incrementAndGet();
    tally.told++;
    tally.onItsWay++;
  }

  /** What was last reported is in the stream now, or told elsewhere. The lock is held. */
  void reportWasTold() {
    losses.values().stream().flatMap(map -> map.values().stream()).forEach(Tally::markTold);
    untoldFromMillis = Long.MAX_VALUE;
    untoldToMillis = Long.MIN_VALUE;
  }

  /**
   * What was lost and not yet told: the same again, and more, until the announcement of it is
   * delivered. The lock is held.
   */
  Optional<LossReport> report() {
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    Map<Loss, Long> byReason = new EnumMap<>(Loss.class);
    long sum = 0;
    for (Loss loss : Loss.values()) {
      for (Severity severity : Severity.values()) {
        long fresh = losses.get(loss).get(severity).untold();
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
    untoldFromMillis = Math.min(untoldFromMillis, oldestLostMillis.getThenReset());
    untoldToMillis = Math.max(untoldToMillis, newestLostMillis.getThenReset());
    if (untoldFromMillis <= untoldToMillis) {
      lastFromMillis = untoldFromMillis;
      lastToMillis = untoldToMillis;
    } // else the time of this loss went into the report before: that one's times are the best
    Instant from = Instant.ofEpochMilli(lastFromMillis);
    Instant to = Instant.ofEpochMilli(lastToMillis);
    return Optional.of(new LossReport(sum, from, to, bySeverity, byReason));
  }

  /** Whether there is anything to report. The lock is held. */
  boolean isSomethingUntold() {
    return losses.values().stream()
        .flatMap(map -> map.values().stream())
        .anyMatch(tally -> tally.count.get() > tally.told);
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

    private long told;
    private long onItsWay;

    long untold() {
      onItsWay = count.get();
      return onItsWay - told;
    }

    void markTold() {
      told = onItsWay;
    }
  }
}
