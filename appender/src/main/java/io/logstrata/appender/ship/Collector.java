package io.logstrata.appender.ship;

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
  private final Batcher batcher;
  private final Hand<E> hand = new Hand<>();
  private final MessageBytes notice = new MessageBytes();
  private long noticeMillis;
  private long openedAtNanos;
  private long emptyUntilNanos;
  private boolean lossToAnnounce;
  private boolean announcementOnItsWay;
  private boolean lastWordSaid;
  private long announcedAtNanos;
  private boolean abandoned;

  Collector(
      ByteBoundedQueue<E> queue,
      Encoding<? super E> encoding,
      Announcement announcement,
      Destination destination,
      Ledger ledger,
      ShipperListener listener,
      ShipperClock clock,
      long flushEveryNanos,
      int lanes) {
    this.batcher = new Batcher(destination, lanes);
    this.queue = queue;
    this.encoding = encoding;
    this.announcement = announcement;
    this.ledger = ledger;
    this.listener = listener;
    this.clock = clock;
    this.flushEveryNanos = flushEveryNanos;
    this.announcedAtNanos = clock.nanos() - ANNOUNCE_EVERY_NANOS;
    this.emptyUntilNanos = clock.nanos();
  }

  /**
   * Takes what the queue holds and, if a batch is full or due, moves it to the target.
   *
   * @param closeBefore a batch that holds an event of a lower sequence is due at once; {@link
   *     Long#MAX_VALUE} when the end is near
   * @param watched whether, until now, a first event would have woken the calling lane; events may
   *     have waited unseen otherwise
   * @return nanoseconds until a batch will be due, zero if one was moved, {@link Long#MAX_VALUE} if
   *     there is nothing
   */
  long collectInto(Deque<Batch> target, long closeBefore, boolean watched) {
    collecting.lock();
    try {
      announceLoss(closeBefore == Long.MAX_VALUE);
      synchronized (ledger) {
        if (watched && hand.isEmpty() && batcher.size() == 0) {
          emptyUntilNanos = clock.nanos();
        }
      }
      while (true) {
        synchronized (ledger) {
          if (abandoned) {
            return Long.MAX_VALUE;
          }
          if (!hand.isToBeEncoded()) {
            if (fillBatch()) {
              target.add(batcher.build());
              return 0;
            }
            ledger.taken(hand.take(queue, ledger.taken()));
          }
        }
        if (hand.isEmpty()) {
          emptyUntilNanos = clock.nanos();
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

  /** An event of a batch has not arrived. The books' lock is held. */
  void lost(Batch batch, int index, Loss loss) {
    if (batch.isAnnouncement(index)) {
      announcementLost(loss);
    } else {
      ledger.lost(loss, batch.severity(index), batch.timestampMillis(index));
    }
  }

  /** An event of a batch has arrived. The books' lock is held. */
  void arrived(Batch batch, int index) {
    if (batch.isAnnouncement(index)) {
      ledger.reportWasTold();
      announcementOnItsWay = false;
    }
  }

  /** Whether the stream is about to tell of a loss. The books' lock is held. */
  boolean isTelling() {
    return announcementOnItsWay || (lossToAnnounce && !lastWordSaid && ledger.isSomethingUntold());
  }

  private void announcementLost(Loss loss) {
    ledger.announcementLost(loss, Severity.WARN);
    announcementOnItsWay = false;
  }

  /** What nobody needs any more serves another batch. The books' lock is held. */
  void done(Batch batch) {
    EventTable table = batch.ownTable();
    if (table != null) {
      batcher.recycle(table);
    }
  }

  /**
   * Whether there is more than the batch that was taken last: work for another lane. It may be an
   * announcement that had no room there, or a batch that another one has begun meanwhile, whose
   * time somebody must mind.
   */
  boolean isLeft() {
    synchronized (ledger) {
      return held() > 0 || queue.size() > 0;
    }
  }

  /** Events between the queue and a batch. The books' lock is held. */
  int held() {
    return hand.held() + (notice.size() > 0 ? 1 : 0) + batcher.size();
  }

  /** Every event of a lower sequence has left. The books' lock is held. */
  long settledBefore() {
    if (batcher.size() > 0) {
      return batcher.firstSequence();
    }
    return hand.isEmpty() ? ledger.taken() : hand.settledBefore();
  }

  /** Gives up what it holds and what is in the queue. The books' lock is held. */
  void abandon() {
    abandoned = true;
    EventTable events = batcher.events();
    for (int row = 0; row < events.size(); row++) {
      if (events.isAnnouncement(row)) {
        announcementLost(Loss.LEFT_AT_STOP);
      } else {
        ledger.lost(Loss.LEFT_AT_STOP, events.severity(row), events.timestampMillis(row));
      }
    }
    batcher.clear();
    if (notice.size() > 0) {
      announcementLost(Loss.LEFT_AT_STOP);
      notice.clear();
    }
    hand.abandon(ledger);
    List<E> rest = new ArrayList<>();
    while (queue.drainTo(rest, CHUNK_EVENTS, Long.MAX_VALUE) > 0) {
      ledger.taken(rest.size());
      rest.forEach(
          event -> ledger.lost(Loss.LEFT_AT_STOP, event.severity(), event.timestampMillis()));
      rest.clear();
    }
  }

  /** Returns true if the batch is full. The books' lock is held. */
  private boolean fillBatch() {
    boolean first = batcher.size() == 0;
    boolean full = !moveNotice() || !hand.moveTo(batcher);
    if (first && batcher.size() > 0) {
      openedAtNanos = emptyUntilNanos; // as old as its first event may be
    }
    return full;
  }

  private boolean moveNotice() {
    if (notice.size() == 0) {
      return true;
    }
    // It counts as early as what is still in the hand, or a flush would take that for settled.
    long sequence = hand.isEmpty() ? ledger.taken() : hand.settledBefore();
    boolean moved =
        batcher.offer(
            noticeMillis,
            Severity.WARN,
            sequence,
            notice,
            0,
            notice.size(),
            notice.lastUtf8Bytes());
    if (moved) {
      batcher.events().lastIsAnnouncement();
      notice.clear();
    }
    return moved;
  }

  private void encodeHand() {
    Hand.Outcome outcome = hand.encode(encoding);
    report(outcome);
    synchronized (ledger) {
      if (!abandoned) { // else written off while the encoder hung
        hand.settle(ledger);
        ledger.notifyAll();
      }
    }
  }

  private void report(Hand.Outcome outcome) {
    if (outcome.problem() != null) {
      listener.survived(outcome.problem());
    }
    if (outcome.failed() > 0) {
      listener.lost(Loss.NOT_ENCODED, outcome.failed());
    }
    if (outcome.empty() > 0) {
      listener.lost(Loss.EMPTY, outcome.empty());
    }
  }

  /** At most one announcement in ten seconds, but one near the end in any case. */
  private void announceLoss(boolean lastChance) {
    Optional<LossReport> report;
    long nanos = clock.nanos();
    synchronized (ledger) {
      boolean due = lastChance || nanos - announcedAtNanos >= ANNOUNCE_EVERY_NANOS;
      if (!lossToAnnounce || !due || announcementOnItsWay || lastWordSaid) {
        return;
      }
      lossToAnnounce = false;
      report = ledger.report();
      if (report.isEmpty()) {
        return;
      }
      lastWordSaid = lastChance; // what is lost after that cannot be told in here without an end
      announcementOnItsWay = true; // from now on, or who waits for it would not see it being made
    }
    announcedAtNanos = nanos;
    boolean made = false;
    try {
      made = makeNotice(report.get());
    } catch (Throwable thrown) { // foreign code, and no reason to hold the events up
      listener.survived(thrown);
    } finally {
      synchronized (ledger) {
        announcementOnItsWay = made;
      }
    }
  }

  /** Returns false if the announcement comes to nothing. */
  private boolean makeNotice(LossReport report) {
    long millis = clock.millis();
    MessageBytes text = new MessageBytes();
    announcement.announce(report, millis, text);
    synchronized (ledger) {
      if (text.lastUtf8Bytes() == 0 || abandoned) {
        return false;
      }
      notice.takeFrom(text);
      noticeMillis = millis;
      ledger.announced();
      return true;
    }
  }
}
