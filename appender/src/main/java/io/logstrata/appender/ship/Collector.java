package io.logstrata.appender.ship;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * From the queue to the next batch: takes events, encodes them, fills the batcher. Shared by all
 * lanes; whichever is free collects. Foreign code (the encoder) runs under the collecting lock but
 * never under the books' lock.
 */
final class Collector<E extends Queued> {
  private static final int CHUNK_EVENTS = 256;
  private static final long ANNOUNCE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ByteBoundedQueue<E> queue;
  private final Encoding<? super E> encoding;
  private final Announcement announcement;
  private final Ledger ledger;
  private final ShipperListener listener;
  private final ShipperClock clock;
  private final long flushEveryNanos;

  private final ReentrantLock collecting = new ReentrantLock();
  private final Batcher batcher = new Batcher();
  private final Deque<LogEvent> encoded = new ArrayDeque<>();
  private final List<E> hand = new ArrayList<>(CHUNK_EVENTS);
  private long handSequence;
  private long openedAtNanos;
  private boolean lossToAnnounce;
  private long announcedAtNanos;
  private boolean abandoned;

  Collector(
      ByteBoundedQueue<E> queue,
      Encoding<? super E> encoding,
      Announcement announcement,
      Ledger ledger,
      ShipperListener listener,
      ShipperClock clock,
      long flushEveryNanos) {
    this.queue = queue;
    this.encoding = encoding;
    this.announcement = announcement;
    this.ledger = ledger;
    this.listener = listener;
    this.clock = clock;
    this.flushEveryNanos = flushEveryNanos;
    this.announcedAtNanos = clock.nanos() - ANNOUNCE_EVERY_NANOS;
  }

  /**
   * Takes what the queue holds and, if a batch is full or due, moves it to the target.
   *
   * @param closeBefore a batch that holds an event of a lower sequence is due at once
   * @return nanoseconds until a batch will be due, zero if one was moved, {@link Long#MAX_VALUE} if
   *     there is nothing
   */
  long collectInto(Deque<Batch> target, long closeBefore) {
    collecting.lock();
    try {
      announceLoss(closeBefore == Long.MAX_VALUE);
      while (true) {
        synchronized (ledger) {
          if (abandoned) {
            return Long.MAX_VALUE;
          }
          if (fillBatch()) {
            target.add(batcher.build());
            return 0;
          }
          handSequence = ledger.taken();
          ledger.taken(queue.drainTo(hand, CHUNK_EVENTS));
        }
        if (hand.isEmpty()) {
          break;
        }
        encodeHand();
      }
      synchronized (ledger) {
        if (batcher.size() == 0) {
          return Long.MAX_VALUE;
        }
        long dueIn = openedAtNanos + flushEveryNanos - clock.nanos();
        if (dueIn > 0 && batcher.firstSequence() >= closeBefore) {
          return dueIn;
        }
        target.add(batcher.build());
        return 0;
      }
    } finally {
      collecting.unlock();
    }
  }

  /** Delivery works: a loss may be told in the stream now. The books' lock is held. */
  void deliveryWorks() {
    lossToAnnounce = true;
  }

  /** Events between the queue and a batch. The books' lock is held. */
  int held() {
    return hand.size() + encoded.size() + batcher.size();
  }

  /** Every event of a lower sequence has left. The books' lock is held. */
  long settledBefore() {
    if (batcher.size() > 0) {
      return batcher.firstSequence();
    }
    if (!encoded.isEmpty()) {
      return encoded.peek().sequence();
    }
    return hand.isEmpty() ? ledger.taken() : handSequence;
  }

  /** Gives up what it holds and what is in the queue. The books' lock is held. */
  void abandon() {
    abandoned = true;
    batcher.events().forEach(this::leave);
    batcher.clear();
    encoded.forEach(this::leave);
    encoded.clear();
    // If an encoder hangs, its thread still iterates over the array of this list, and finds on
    // return that it is empty.
    hand.forEach(
        event -> ledger.lost(Loss.LEFT_AT_STOP, event.severity(), event.timestampMillis()));
    hand.clear();
    List<E> rest = new ArrayList<>();
    while (queue.drainTo(rest, CHUNK_EVENTS) > 0) {
      ledger.taken(rest.size());
      rest.forEach(
          event -> ledger.lost(Loss.LEFT_AT_STOP, event.severity(), event.timestampMillis()));
      rest.clear();
    }
  }

  private void leave(LogEvent event) {
    ledger.lost(Loss.LEFT_AT_STOP, event.severity(), event.timestampMillis());
  }

  /** Returns true if the batch is full. The books' lock is held. */
  private boolean fillBatch() {
    while (!encoded.isEmpty()) {
      boolean first = batcher.size() == 0;
      if (!batcher.offer(encoded.peek())) {
        return true;
      }
      encoded.poll();
      if (first) {
        openedAtNanos = clock.nanos();
      }
    }
    return false;
  }

  private void encodeHand() {
    List<E> chunk = List.copyOf(hand);
    Message[] messages = new Message[chunk.size()];
    Throwable problem = null;
    for (int i = 0; i < messages.length; i++) {
      try {
        messages[i] = encoding.encode(chunk.get(i));
      } catch (Throwable thrown) { // whatever an encoder throws costs its own event, not the loop
        problem = thrown;
      }
    }
    report(messages, problem);
    synchronized (ledger) {
      if (abandoned) {
        return; // written off while the encoder hung
      }
      for (int i = 0; i < messages.length; i++) {
        E event = chunk.get(i);
        Message message = messages[i];
        if (message == null) {
          ledger.lost(Loss.NOT_ENCODED, event.severity(), event.timestampMillis());
        } else if (message.isEmpty()) {
          ledger.lost(Loss.EMPTY, event.severity(), event.timestampMillis());
        } else {
          encoded.add(
              new LogEvent(event.timestampMillis(), event.severity(), message, handSequence + i));
        }
      }
      hand.clear();
      ledger.notifyAll();
    }
  }

  private void report(Message[] messages, Throwable problem) {
    int failed = 0;
    int empty = 0;
    for (Message message : messages) {
      failed += message == null ? 1 : 0;
      empty += message != null && message.isEmpty() ? 1 : 0;
    }
    if (problem != null) {
      listener.survived(problem);
    }
    if (failed > 0) {
      listener.lost(Loss.NOT_ENCODED, failed);
    }
    if (empty > 0) {
      listener.lost(Loss.EMPTY, empty);
    }
  }

  /** At most one announcement in ten seconds, but one at the end in any case. */
  private void announceLoss(boolean lastChance) {
    Optional<LossReport> report;
    long nanos = clock.nanos();
    synchronized (ledger) {
      boolean due = lastChance || nanos - announcedAtNanos >= ANNOUNCE_EVERY_NANOS;
      if (!lossToAnnounce || !due) {
        return;
      }
      lossToAnnounce = false;
      report = ledger.report();
    }
    if (report.isEmpty()) {
      return;
    }
    announcedAtNanos = nanos;
    long millis = clock.millis();
    Message message = announcement.announce(report.get(), millis);
    if (message.isEmpty()) {
      return;
    }
    synchronized (ledger) {
      encoded.add(new LogEvent(millis, Severity.WARN, message, ledger.taken()));
      ledger.announced();
    }
  }
}
