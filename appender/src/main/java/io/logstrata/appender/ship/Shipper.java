package io.logstrata.appender.ship;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Takes events from any thread and brings them to the destination, and knows at every moment what
 * became of each.
 *
 * <p>{@link #offer} costs the caller a few atomic operations; encoding, batching and sending happen
 * on one thread for each concurrent send. Without {@link #start} there is no thread, and {@link
 * #tick} does the work: tests drive it so, on a clock moved by hand.
 */
public final class Shipper<E extends Queued> {
  private static final long LONGEST_PARK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LAST_LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int LOOKS_FOR_LATECOMERS = 50;
  private static final long FLUSH_LOOKS_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final ByteBoundedQueue<E> queue;
  private final Ledger ledger;
  private final Activity activity = new Activity();
  private final Collector<E> collector;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ShipperListener listener;
  private final Room room;
  private final WakeUp wakeUp;

  private volatile boolean hurrying;
  private volatile boolean stopping;
  private volatile boolean ended;
  private volatile long flushBefore;
  private boolean leftSomething; // guarded by the books' lock

  /** Ready, but without a thread: see {@link #start}. */
  public Shipper(
      ShipperOptions options,
      Encoding<? super E> encoding,
      Announcement announcement,
      Destination destination,
      ShipperListener listener) {
    this(
        options,
        encoding,
        announcement,
        destination,
        listener,
        ShipperClock.SYSTEM,
        new Random(), // shared by the lanes, which the JDK's default generator cannot be
        new Ledger());
  }

  Shipper(
      ShipperOptions options,
      Encoding<? super E> encoding,
      Announcement announcement,
      Destination destination,
      ShipperListener listener,
      ShipperClock clock,
      RandomGenerator random,
      Ledger ledger) {
    this(
        options,
        encoding,
        announcement,
        destination,
        listener,
        clock,
        random,
        ledger,
        WakeUp.LONGEST_SLEEP_NANOS);
  }

  Shipper(
      ShipperOptions options,
      Encoding<? super E> encoding,
      Announcement announcement,
      Destination destination,
      ShipperListener listener,
      ShipperClock clock,
      RandomGenerator random,
      Ledger ledger,
      long longestSleepNanos) {
    this.ledger = ledger;
    this.listener = new SafeListener(listener);
    this.queue = new ByteBoundedQueue<>(options.queueBytes());
    this.room = new Room(options.blockAtMost());
    this.wakeUp = new WakeUp(queue, options.queueBytes(), longestSleepNanos);
    this.collector =
        new Collector<>(
            queue,
            encoding,
            announcement,
            destination,
            ledger,
            this.listener,
            clock,
            options.flushEvery().toNanos(),
            options.concurrentSends());
    Recoveries recoveries = new Recoveries();
    for (int i = 0; i < options.concurrentSends(); i++) {
      lanes.add(
          new Lane(
              collector,
              room,
              wakeUp,
              destination,
              ledger,
              activity,
              this.listener,
              clock,
              recoveries,
              options.retry(),
              random));
    }
  }

  /**
   * Starts the threads that send, once at most. One of them is enough to go on with.
   *
   * @throws OutOfMemoryError if there is no thread to be had, not even one
   */
  public void start(ThreadFactory factory) {
    for (Lane lane : lanes) {
      threads.add(factory.newThread(() -> run(lane)));
    }
    wakeUp.threads(threads);
    int started = 0;
    OutOfMemoryError failure = null;
    for (Thread thread : threads) {
      try {
        thread.start();
        started++;
      } catch (OutOfMemoryError e) {
        failure = e;
      }
    }
    if (failure != null && started == 0) {
      throw failure;
    }
    if (failure != null) {
      listener.survived(failure);
    }
  }

  /**
   * Takes the event, or counts it as lost. Does not wait unless {@link ShipperOptions#blockAtMost}
   * says so.
   *
   * @return false if it was lost: the listener has been told why, by this thread
   */
  public boolean offer(E event) {
    if (stopping) {
      refused(Loss.AFTER_STOP, event.severity(), event.timestampMillis());
      return false;
    }
    long queuedBytes = queue.offer(event);
    if (queuedBytes == ByteBoundedQueue.REFUSED) {
      wakeUp.ifAsleep(); // and nobody else: in an outage, this happens with each event
      Loss loss = waitForRoom(event);
      if (loss != null) {
        refused(loss, event.severity(), event.timestampMillis());
        return false;
      }
      queuedBytes = queue.bytes();
    }
    wakeUp.after(queuedBytes);
    if (ended) {
      synchronized (ledger) {
        if (queue.size() > 0) { // it slipped in while the last events were being written off
          leftSomething = true;
          collector.abandon();
          return false;
        }
      }
    }
    return true;
  }

  /** Offers until it works; returns null then, or why it did not. */
  private Loss waitForRoom(E event) {
    return queue.couldHold(event)
        ? room.waitFor(() -> offerOrWake(event), () -> stopping)
        : Loss.QUEUE_FULL; // it would be for this event even if there were no other
  }

  private boolean offerOrWake(E event) {
    boolean taken = queue.offer(event) != ByteBoundedQueue.REFUSED;
    if (!taken) {
      wakeUp.ifAsleep(); // it may have gone to sleep since
    }
    return taken;
  }

  /** Counts an event that never became one that can be offered, and tells the listener why. */
  public void notCaptured(Severity severity, long timestampMillis, Throwable why) {
    refused(Loss.NOT_CAPTURED, severity, timestampMillis);
    listener.survived(why);
  }

  private void refused(Loss loss, Severity severity, long timestampMillis) {
    ledger.refused(loss, severity, timestampMillis);
    listener.lost(loss, 1);
  }

  /** What became of everything until now. */
  public Books books() {
    synchronized (ledger) {
      return ledger.books(queue.size(), held());
    }
  }

  /** What the calls did until now. */
  public Activity.Snapshot activity() {
    return activity.snapshot();
  }

  /** Heap bytes of the events in the queue. */
  public long queuedBytes() {
    return queue.bytes();
  }

  /**
   * Waits until everything that was accepted before this call is delivered or lost.
   *
   * @return false if the time was up, or the shipper stopped, before that
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + Saturated.nanos(atMost);
    synchronized (ledger) {
      long target = ledger.taken() + queue.size();
      flushBefore = Math.max(flushBefore, target);
      wakeUp.wakeAll();
      // The second condition: an offer that is about to be refused was counted for a moment.
      while ((settledBefore() < target && queue.size() + held() > 0)
          || (hurrying && collector.isTelling())) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || ended) {
          return false;
        }
        // Nobody tells when an offer has been refused: look again soon.
        TimeUnit.NANOSECONDS.timedWait(ledger, Math.min(left, FLUSH_LOOKS_AGAIN_NANOS));
      }
      return !leftSomething;
    }
  }

  /** Like {@link #flush}, but an interrupt does not cut the wait short. */
  public boolean flushUninterruptibly(Duration atMost) {
    return Uninterruptibly.await(atMost, nanos -> flush(Duration.ofNanos(nanos)));
  }

  /**
   * The end is near: from now on each event is sent as soon as it comes, what failed is tried again
   * within half a second, one more loss is told in the stream without delay, and a flush waits for
   * that as well. Goes on accepting.
   */
  public void hurry() {
    hurrying = true;
    wakeUp.wakeAll();
  }

  /**
   * Accepts nothing more, sends what it holds, and returns when that is done or the time is up;
   * what is then left is counted as {@link Loss#LEFT_AT_STOP}. Does not close the destination. May
   * be called again, with less time.
   *
   * @return the final books
   */
  public Books stop(Duration atMost) {
    long nanos = Saturated.nanos(atMost);
    long deadline = System.nanoTime() + nanos;
    // A thread in a call that hangs needs a moment to come back after its interrupt.
    long grace = Math.min(nanos / 10, TimeUnit.MILLISECONDS.toNanos(500));
    stopping = true;
    room.opened();
    wakeUp.wakeAll();
    if (threads.isEmpty()) {
      finishByHand();
    }
    boolean interrupted = join(deadline - grace);
    ended = true;
    activity.end();
    threads.forEach(Thread::interrupt);
    interrupted |= join(deadline);
    writeOff();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return books();
  }

  private void writeOff() {
    synchronized (ledger) {
      leftSomething |= queue.size() + held() > 0;
      lanes.forEach(Lane::abandon);
      collector.abandon();
      ledger.notifyAll();
    }
    // An offer may have looked for the end before what it queues could be seen here: it comes soon.
    // Or it is about to be refused, and goes.
    for (int look = 0; look < LOOKS_FOR_LATECOMERS && queue.size() > 0; look++) {
      LockSupport.parkNanos(this, LAST_LOOK_AGAIN_NANOS);
      synchronized (ledger) {
        long before = ledger.taken();
        collector.abandon();
        leftSomething |= ledger.taken() > before;
      }
    }
  }

  /**
   * What was lost and not told in the stream. It counts as told from now on: by the caller, when
   * the stream's readers can no longer be told in time.
   */
  public Optional<LossReport> untoldLosses() {
    synchronized (ledger) {
      Optional<LossReport> report = ledger.report();
      ledger.reportWasTold();
      return report;
    }
  }

  /** One step of every lane, by the caller's own thread. For a shipper that was not started. */
  void tick() {
    for (Lane lane : lanes) {
      lane.step(closeBefore());
    }
  }

  private void run(Lane lane) {
    try {
      workUntilTheEnd(lane);
    } finally {
      letAnotherWatch();
    }
  }

  private void letAnotherWatch() {
    wakeUp.passOn();
    wakeUp.wakeWatcher();
  }

  private void workUntilTheEnd(Lane lane) {
    while (!ended) {
      long pause;
      // Asked before looking: an event may come after the look, and the stop right behind it.
      boolean lastLook = stopping;
      long closeBefore = closeBefore();
      long turn = wakeUp.turn();
      boolean resting = false;
      try {
        pause = lane.step(closeBefore);
      } catch (Throwable thrown) { // a bug of ours or no memory: say so, rest, go on
        letAnotherWatch();
        listener.survived(thrown);
        resting = true;
        pause = REST_NANOS;
      }
      if (pause == Long.MAX_VALUE && lastLook) {
        if (queue.size() == 0) {
          return;
        }
        // Not empty, and yet nothing was found: somebody is just queueing an event, which may hide
        // others that were queued before the stop, or is about to be refused.
        LockSupport.parkNanos(lane, LAST_LOOK_AGAIN_NANOS);
        continue;
      }
      // Whoever asked for more meanwhile has woken this thread; a lock may have used that up.
      if (pause > 0 && closeBefore == closeBefore() && lastLook == stopping) {
        // An interrupt that no stop asked for is somebody's mistake, and no reason to lose events.
        boolean ignored = Thread.interrupted();
        if (resting || lane.isBusy()) {
          LockSupport.parkNanos(lane, Math.min(pause, LONGEST_PARK_NANOS));
        } else {
          lane.waitedForFirstEvent(wakeUp.await(pause, turn));
        }
      }
    }
  }

  private long closeBefore() {
    return stopping || hurrying ? Long.MAX_VALUE : flushBefore;
  }

  private void finishByHand() {
    long before;
    do {
      before = books().waiting();
      tick();
    } while (books().waiting() < before);
  }

  /**
   * Waits for the threads; returns true if interrupted meanwhile. Who is in a hurry sets a shorter
   * time: an interrupt, often left over from something else, must not cost the events.
   */
  private boolean join(long deadline) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      while (millis > 0 && thread.isAlive()) {
        try {
          thread.join(millis);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    }
    return interrupted;
  }

  private int held() {
    return collector.held() + lanes.stream().mapToInt(Lane::held).sum();
  }

  private long settledBefore() {
    return Math.min(
        collector.settledBefore(),
        lanes.stream().mapToLong(Lane::settledBefore).min().orElse(Long.MAX_VALUE));
  }
}
