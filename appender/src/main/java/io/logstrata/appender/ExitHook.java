package io.logstrata.appender;

import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Shipper;
import io.logstrata.appender.ship.Uninterruptibly;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Delivers everything before the JVM ends, by SIGTERM or of itself. The application's threads and
 * its own hooks log on meanwhile, and nobody can know for how long. So the appender stays open, and
 * each call waits for its own event: the JVM may go at any moment then. All of it within one
 * deadline; what comes later finds the appender stopped.
 */
final class ExitHook {
  /** What a stop needs that may have nothing left to do but to write off. */
  private static final long MOST_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long MOST_LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** After the deadline, until the hook gives up what it is doing; more than for the last words. */
  private static final Duration MOST_DELAY = Duration.ofMillis(700);

  private static final Duration MOST_GIVING_UP = Duration.ofMillis(1_300);

  private static final long SAY_AGAIN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The JVM may go at any moment: so many losses are said at once before the pace counts. */
  private static final int SAID_AT_ONCE = 10;

  /** What the appender does at its end. */
  interface End {
    /** Says the losses that nobody else will tell; returns whether there were any. */
    boolean sayLosses();

    /** What was logged before the end is delivered. Waits for what else is on its way. */
    void delivered(Duration atMost);

    /** Stops the appender, and says what is lost by that. */
    void stop(Duration atMost);
  }

  private final Shipper<?> shipper;
  private final long timeoutNanos;
  private final End end;
  private final SenderThreads threads;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger said = new AtomicInteger();
  private long deadlineNanos; // written before exiting, and read after it
  private volatile boolean exiting;
  private volatile boolean stopBegun;
  private volatile boolean caughtUp;
  private volatile long sayAgainAtNanos;

  /**
   * @param stopTimeout from the beginning of the end until the stop is over
   */
  ExitHook(Shipper<?> shipper, Duration stopTimeout, End end, String name) {
    this.shipper = shipper;
    this.timeoutNanos = stopTimeout.toNanos();
    this.end = end;
    this.threads = new SenderThreads(name + "-exit");
    this.thread = threads.newThread(this::runInTime);
  }

  void add() {
    try {
      Runtime.getRuntime().addShutdownHook(thread);
    } catch (IllegalStateException e) { // the JVM is ending already
      begin();
      caughtUp();
    }
  }

  /** Returns false if the JVM is ending: it runs, or will. */
  boolean remove() {
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(thread);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Whether this JVM has begun to end: then nobody looks at a status any more. */
  static boolean jvmIsEnding() {
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /**
   * Whether each call has to see to its own event. To be asked after the offer: who is told no has
   * offered before the hook looks what there is.
   */
  boolean isExiting() {
    return exiting;
  }

  /**
   * Holds a caller until what it has offered is delivered or lost, or the time is up; then for half
   * a second more, if the last words are not said by then: when the caller returns, the JVM may go.
   */
  void awaitDelivery() {
    if (!shipper.flushUninterruptibly(Duration.ofNanos(nanosLeft()))) {
      awaitLastWords();
    }
  }

  /** Holds a caller until a stop that is under way has said what is lost, within the same time. */
  void awaitLastWords() {
    boolean ignored =
        Uninterruptibly.await(
            Duration.ofNanos(nanosLeft() + MOST_LAST_WORDS_NANOS),
            nanos -> stopped.await(nanos, TimeUnit.NANOSECONDS));
  }

  /** The lesser of this and, while the JVM ends, what is left until the deadline. */
  Duration within(Duration atMost) {
    Duration left = Duration.ofNanos(Math.max(1, exiting ? nanosLeft() : Long.MAX_VALUE));
    return left.compareTo(atMost) < 0 ? left : atMost;
  }

  /** Somebody stops the appender, this hook or another one. */
  void stopBegins() {
    stopBegun = true;
  }

  /** The appender has stopped and said its last words, whoever has stopped it. */
  void stopped() {
    stopped.countDown();
  }

  /** For callers to say what is lost after the hook has had its say; soon once a second at most. */
  void sayFreshLosses() {
    boolean due = said.get() < SAID_AT_ONCE || System.nanoTime() - sayAgainAtNanos >= 0;
    if (caughtUp && due && end.sayLosses()) {
      said.incrementAndGet();
      sayAgainAtNanos = System.nanoTime() + SAY_AGAIN_AFTER_NANOS;
    }
  }

  /**
   * What the JVM waits for. Another thread does the work, because not all of it is ours: standard
   * error may block, and whoever is starting the appender never give its lock back.
   */
  private void runInTime() {
    doOrGiveUp(this::run, Duration.ofNanos(timeoutNanos));
  }

  private void doOrGiveUp(Runnable task, Duration untilDeadline) {
    if (!threads.runAndWait(task, untilDeadline.plus(MOST_DELAY))) {
      boolean ignored = threads.runAndWait(this::giveUp, MOST_GIVING_UP);
    }
  }

  /** Without the appender's lock. */
  private void giveUp() {
    Books ignored = shipper.stop(Duration.ofNanos(1));
    callersSayFromNowOn();
    boolean unused = end.sayLosses();
  }

  private void run() {
    begin();
    if (shipper.flushUninterruptibly(Duration.ofNanos(nanosUntilStop()))) {
      caughtUp(); // first, or a loss would be too late for this report, and too early for the
      // callers'
      boolean ignored = end.sayLosses();
      end.delivered(Duration.ofNanos(Math.max(1, nanosUntilStop())));
      if (stopBegun) {
        awaitStopOfAnother();
      }
    } else {
      stop();
    }
  }

  private void begin() {
    deadlineNanos = System.nanoTime() + timeoutNanos;
    exiting = true;
    shipper.hurry();
  }

  private void caughtUp() {
    callersSayFromNowOn();
    threads.newThread(this::stopInTime).start(); // as a rule the JVM is gone before that
  }

  private void callersSayFromNowOn() {
    sayAgainAtNanos = System.nanoTime();
    caughtUp = true;
  }

  private void stopInTime() {
    for (long nanos = nanosUntilStop(); nanos > 0; nanos = nanosUntilStop()) {
      LockSupport.parkNanos(this, nanos);
      boolean ignored = Thread.interrupted(); // by mistake, and an interrupted thread cannot park
    }
    doOrGiveUp(this::stop, Duration.ofNanos(nanosLeft()));
  }

  private void stop() {
    if (stopBegun) {
      awaitStopOfAnother();
    } else {
      end.stop(Duration.ofNanos(Math.max(1, nanosLeft())));
    }
  }

  /**
   * Within the time, and without the appender's lock: whoever holds it may be what ends the JVM,
   * and wait for this hook.
   */
  private void awaitStopOfAnother() {
    awaitLastWords();
    boolean ignored = end.sayLosses(); // it may have asked whether the JVM ends just before it did
  }

  private long nanosUntilStop() {
    return nanosLeft() - Math.min(timeoutNanos / 10, MOST_GRACE_NANOS);
  }

  private long nanosLeft() {
    return deadlineNanos - System.nanoTime();
  }
}
