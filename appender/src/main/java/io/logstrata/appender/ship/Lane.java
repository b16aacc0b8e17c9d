package io.logstrata.appender.ship;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One call on the way at a time, again and again until the batch has found its end. Driven step by
 * step, by a thread or by a test. Its batches are guarded by the books' lock, which is never held
 * while sending.
 */
final class Lane {
  /**
   * A poisoned event among 10,000 needs 14 refusals to be found; more in a row mean that everything
   * is refused.
   */
  private static final int REFUSALS_BEFORE_SLOWING = 32;

  private static final long LONGEST_WAIT_NEAR_THE_END_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Collector<?> collector;
  private final Room room;
  private final WakeUp wakeUp;
  private final Destination destination;
  private final Ledger ledger;
  private final Activity activity;
  private final ShipperListener listener;
  private final ShipperClock clock;
  private final Recoveries recoveries;
  private final Backoff backoff;
  private final Backoff slowBackoff;

  /** The batch on the way first; behind it the other halves of a batch that was refused. */
  private final Deque<Batch> pending = new ArrayDeque<>();

  /** Of these, those that an attempt without an answer may have stored. */
  private final Set<Batch> possiblyStored = new HashSet<>();

  private int failuresInARow;
  private long retryAtNanos;
  private boolean retrying;
  private boolean downAsFarAsItKnows;
  private long recoveriesKnown;
  private boolean hurried;

  /** Whether, since it looked last, the next event would have woken it. */
  private boolean waitedForFirstEvent = true;

  Lane(
      Collector<?> collector,
      Room room,
      WakeUp wakeUp,
      Destination destination,
      Ledger ledger,
      Activity activity,
      ShipperListener listener,
      ShipperClock clock,
      Recoveries recoveries,
      RetryPolicy retry,
      RandomGenerator random) {
    this.collector = collector;
    this.room = room;
    this.wakeUp = wakeUp;
    this.destination = destination;
    this.ledger = ledger;
    this.activity = activity;
    this.listener = listener;
    this.clock = clock;
    this.recoveries = recoveries;
    this.backoff = new Backoff(retry.base(), retry.cap(), random);
    this.slowBackoff = new Backoff(retry.slowBase(), retry.slowCap(), random);
  }

  /**
   * Does what can be done now: sends a batch, or collects one.
   *
   * @param closeBefore see {@link Collector#collectInto}; {@link Long#MAX_VALUE} when the end is
   *     near
   * @return nanoseconds after which another step makes sense, zero for at once, {@link
   *     Long#MAX_VALUE} when there is nothing to do until an event comes
   */
  long step(long closeBefore) {
    Batch batch = current();
    if (batch == null) {
      boolean waited = waitedForFirstEvent;
      waitedForFirstEvent = false; // nor has it if this throws
      long dueIn = collector.collectInto(pending, closeBefore, waited);
      waitedForFirstEvent = dueIn == Long.MAX_VALUE;
      room.opened(); // before the call: who waits for room can work while this waits for an answer
      if (dueIn > 0) {
        return dueIn;
      }
      wakeUp.passOn(); // this one will be in a call
      if (collector.isLeft()) {
        wakeUp.wakeWatcher();
      }
      batch = current();
      if (batch == null) {
        return 0;
      }
    }
    boolean ending = closeBefore == Long.MAX_VALUE;
    if (ending && !hurried) {
      hurried = true; // there is a deadline now: no use in waiting out a minute
      retrying = false;
    }
    if (downAsFarAsItKnows && recoveries.count() != recoveriesKnown) {
      retrying = false; // another lane has got through
    }
    long wait = retrying ? retryAtNanos - clock.nanos() : 0;
    if (wait > 0) {
      return wait;
    }
    long start = clock.nanos();
    Delivery delivery = send(batch);
    long took = clock.nanos() - start;
    activity.attempted(delivery, took, failuresInARow > 0, clock.millis());
    // First: what whoever waited for a flush does next is told after it.
    tell(batch, delivery, took);
    settle(batch, delivery);
    planNext(delivery, ending);
    return 0;
  }

  /**
   * Whether a batch waits for its next attempt: new events are then no reason to wake this lane.
   */
  boolean isBusy() {
    return current() != null;
  }

  /** Whether a first event would have woken it while it slept. */
  void waitedForFirstEvent(boolean waited) {
    waitedForFirstEvent = waited;
  }

  /** Events of the batches that are not settled. The books' lock is held. */
  int held() {
    return pending.stream().mapToInt(Batch::size).sum();
  }

  /**
   * Every event of a lower sequence is settled, as far as this lane is concerned. The books' lock
   * is held.
   */
  long settledBefore() {
    return pending.stream().mapToLong(Batch::firstSequence).min().orElse(Long.MAX_VALUE);
  }

  /**
   * Gives up what it holds. If a call is still on the way, its answer will find nothing to settle.
   * The books' lock is held.
   */
  void abandon() {
    for (Batch batch : pending) {
      for (int i = 0; i < batch.size(); i++) {
        collector.lost(batch, i, Loss.LEFT_AT_STOP);
      }
    }
    pending.clear();
    possiblyStored.clear();
  }

  private Batch current() {
    synchronized (ledger) {
      return pending.peek();
    }
  }

  private Delivery send(Batch batch) {
    try {
      return destination.send(batch);
    } catch (
        Throwable
            thrown) { // a bug, or a class that is missing: neither may end the loop, and the batch
      // stays
      return Delivery.unknown("sending failed unexpectedly: " + thrown);
    }
  }

  private void settle(Batch batch, Delivery delivery) {
    synchronized (ledger) {
      if (pending.peek() != batch) {
        return; // written off when the time to stop was up
      }
      switch (delivery.verdict()) {
        case ACCEPTED -> {
          pending.poll();
          accept(batch, delivery, possiblyStored.remove(batch));
        }
        case INVALID -> {
          pending.poll();
          boolean uncertain = possiblyStored.remove(batch);
          if (batch.size() == 1) {
            collector.lost(batch, 0, Loss.INVALID);
          } else {
            List<Batch> halves = batch.halves();
            pending.addFirst(halves.get(1));
            pending.addFirst(halves.get(0));
            if (uncertain) {
              possiblyStored.addAll(halves);
            }
          }
        }
        case THROTTLED, UNREACHABLE, DENIED -> {
          if (delivery.outcomeUnknown()) {
            possiblyStored.add(batch);
          }
        }
      }
      ledger.notifyAll();
    }
  }

  private void accept(Batch batch, Delivery delivery, boolean possiblyTwice) {
    int stored = 0;
    for (int i = 0; i < batch.size(); i++) {
      Loss loss = delivery.lossAt(i);
      if (loss == null) {
        stored++;
        collector.arrived(batch, i);
      } else {
        collector.lost(batch, i, loss);
      }
    }
    ledger.delivered(stored, possiblyTwice);
    collector.deliveryWorks();
    collector.done(batch);
  }

  private void planNext(Delivery delivery, boolean ending) {
    if (downAsFarAsItKnows && delivery.verdict() == Delivery.Verdict.ACCEPTED) {
      recoveries.add();
      wakeUp.wakeAll();
    }
    downAsFarAsItKnows =
        switch (delivery.verdict()) {
          case UNREACHABLE, DENIED -> true;
          case ACCEPTED, THROTTLED, INVALID -> false; // it answers
        };
    recoveriesKnown = recoveries.count();
    failuresInARow = delivery.verdict() == Delivery.Verdict.ACCEPTED ? 0 : failuresInARow + 1;
    long wait =
        switch (delivery.verdict()) {
          case ACCEPTED -> 0;
          case INVALID ->
              failuresInARow < REFUSALS_BEFORE_SLOWING
                  ? 0
                  : backoff.nanosAfter(failuresInARow - REFUSALS_BEFORE_SLOWING + 1);
          case THROTTLED, UNREACHABLE -> backoff.nanosAfter(failuresInARow);
          case DENIED -> slowBackoff.nanosAfter(failuresInARow);
        };
    retrying = wait > 0;
    retryAtNanos =
        clock.nanos() + (ending ? Math.min(wait, LONGEST_WAIT_NEAR_THE_END_NANOS) : wait);
  }

  private void tell(Batch batch, Delivery delivery, long tookNanos) {
    if (delivery.verdict() != Delivery.Verdict.ACCEPTED) {
      listener.failed(delivery);
      if (delivery.verdict() == Delivery.Verdict.INVALID && batch.size() == 1) {
        listener.lost(Loss.INVALID, 1);
      }
      return;
    }
    Map<Loss, Integer> losses = new EnumMap<>(Loss.class);
    for (int i = 0; i < batch.size(); i++) {
      Loss loss = delivery.lossAt(i);
      if (loss != null) {
        losses.merge(loss, 1, Integer::sum);
      }
    }
    losses.forEach(listener::lost);
    listener.delivered(batch.size(), tookNanos);
  }
}
