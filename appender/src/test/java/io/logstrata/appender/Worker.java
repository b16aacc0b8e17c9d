package io.logstrata.appender;

import static java.time.Duration.ofSeconds;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.core.status.StatusListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * A process that logs, to be watched and killed. Prints the number of an event after its call has
 * returned.
 */
final class Worker {
  static final int ENDED_BY_LISTENER = 3;

  private static final String ASYNC_LOGGER = "com.umma.async";

  private final LoggingSetup setup;
  private final Logger logger;

  private Worker(LoggingSetup setup) {
    this.setup = setup;
    this.logger = setup.logger();
  }

  /** Of an endpoint, a behaviour, such as {@code hook-3}, and options of the appender. */
  public static void main(String[] arguments) throws InterruptedException {
    String[] behaviour = arguments[1].split("-", 2);
    int events = behaviour.length == 1 ? 1 : Integer.parseInt(behaviour[1]);
    String level = behaviour[0].equals("debug") ? "DEBUG" : "INFO";
    LoggingSetup setup = LoggingSetup.ofTheWholeProcess(arguments[0], arguments[2], level);
    new Worker(setup).behave(behaviour[0], events);
  }

  private void behave(String behaviour, int events) throws InterruptedException {
    switch (behaviour) {
      case "talk" -> {
        for (int i = 0; ; i++) {
          say(i);
          LockSupport.parkNanos(
              100_000); // a busy service, not a benchmark: leave the sender a processor
        }
      }
      case "say" -> say(0);
      case "listener" -> exitWhenTold("Stopped. ");
      case "deaf" -> {
        sayAndFlushEach(events);
        neverReturnWhenTold();
        say(events);
      }
      case "locked" -> {
        holdTheAppendersLock();
        say(0);
      }
      case "debug" -> sayAndFlushEach(events);
      case "threads" -> {
        sayAndFlush(0);
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println(thread.getName()));
      }
      // The others have delivered an event when they print 0, and wait for their end.
      case "idle" -> sayAndWaitForTheEnd();
      case "hook" -> {
        atTheEnd(() -> talkInPauses(events));
        sayAndWaitForTheEnd();
      }
      case "insist" -> {
        atTheEnd(() -> insist(ofSeconds(events).toNanos()));
        sayAndWaitForTheEnd();
      }
      case "deafinsist" -> {
        atTheEnd(() -> insist(ofSeconds(events).toNanos()));
        sayAndFlush(0);
        neverReturnWhenTold();
        waitForEver();
      }
      case "unheard" -> {
        fillStandardError();
        atTheEnd(() -> insist(ofSeconds(events).toNanos()));
        sayAndWaitForTheEnd();
      }
      case "restart" -> {
        atTheEnd(this::restart);
        sayAndWaitForTheEnd();
      }
      case "async" -> {
        AsyncAppender async = async();
        atTheEnd(() -> talkThrough(async, events));
        sayAndWaitForTheEnd();
      }
      case "exit" -> {
        sayAndFlush(0);
        exitWhileItStops(events);
      }
      case "stop" -> {
        atTheEnd(() -> stopAndTalk(events));
        sayAndWaitForTheEnd();
      }
      default -> throw new IllegalArgumentException(behaviour);
    }
  }

  private void say(int event) {
    logger.info("event {}", event);
    System.out.println(event);
  }

  private void sayAndFlush(int event) throws InterruptedException {
    logger.info("event {}", event);
    System.out.println(setup.appender().flush(ofSeconds(30)) ? event : -1);
  }

  private void sayAndWaitForTheEnd() throws InterruptedException {
    sayAndFlush(0);
    waitForEver();
  }

  private void sayAndFlushEach(int events) throws InterruptedException {
    for (int i = 0; i < events; i++) {
      sayAndFlush(i);
    }
  }

  private static void atTheEnd(Runnable talk) {
    Runtime.getRuntime().addShutdownHook(new Thread(talk, "application"));
  }

  /** As an application does that ends what it was doing: each time another silence. */
  private void talkInPauses(int events) {
    for (int i = 1; i <= events; i++) {
      pause(i == 1 ? 500 : 1_000);
      say(i);
    }
  }

  /** Logs for so long, and prints at last what the longest call took, in milliseconds. */
  private void insist(long nanos) {
    pause(500); // hooks run in any order: ours first
    long start = System.nanoTime();
    long longest = 0;
    for (int i = 1; System.nanoTime() - start < nanos; i++) {
      long before = System.nanoTime();
      logger.info("event {}", i);
      longest = Math.max(longest, System.nanoTime() - before);
      pause(20);
    }
    System.out.println(TimeUnit.NANOSECONDS.toMillis(longest));
  }

  /** As an application does that configures its logging while it ends. */
  private void restart() {
    setup.appender().stop();
    setup.appender().start();
    say(1);
  }

  /**
   * As an application does whose logging is configured anew, or stopped, when it is told to end.
   */
  private void exitWhileItStops(int events) {
    for (int i = 1; i <= events; i++) {
      logger.info("event {}", i);
    }
    new Thread(setup.appender()::stop, "stops logging").start();
    while (setup.appender().isStarted()) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }

  /** As an application does that ends when its logging reports a loss. */
  private void exitWhenTold(String beginning) {
    StatusListener ends =
        status -> {
          if (status.getMessage().startsWith(beginning)) {
            System.exit(ENDED_BY_LISTENER);
          }
        };
    setup.context().getStatusManager().add(ends);
    say(0);
    setup.appender().stop();
    waitForEver();
  }

  /** As an application does whose status listener waits for something that will not come. */
  private void neverReturnWhenTold() {
    StatusListener waits = status -> waitForEver();
    setup.context().getStatusManager().add(waits);
  }

  /** As a thread does that starts the appender and does not come to an end. */
  private void holdTheAppendersLock() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () -> {
              synchronized (setup.appender()) {
                held.countDown();
                waitForEver();
              }
            });
    holder.setDaemon(true);
    holder.start();
    held.await();
  }

  private static void waitForEver() {
    while (true) {
      LockSupport.park();
    }
  }

  /** As the output of an application that prints more than is read of it. */
  private static void fillStandardError() {
    Thread printer =
        new Thread(
            () -> {
              while (true) {
                System.err.println("x".repeat(1_000));
              }
            });
    printer.setDaemon(true);
    printer.start();
    pause(1_000);
  }

  private void stopAndTalk(int events) {
    setup.appender().stop();
    for (int i = 1; i <= events; i++) {
      say(i);
    }
  }

  /** An AsyncAppender before the appender, as another logger's only one. */
  private AsyncAppender async() {
    AsyncAppender async = new AsyncAppender();
    async.setContext(setup.context());
    async.addAppender(setup.appender());
    async.start();
    ch.qos.logback.classic.Logger through = setup.context().getLogger(ASYNC_LOGGER);
    through.setAdditive(false);
    through.addAppender(async);
    return async;
  }

  /** Nobody waits for its own event here; the AsyncAppender's stop has a second for all of them. */
  private void talkThrough(AsyncAppender async, int events) {
    pause(500);
    for (int i = 1; i <= events; i++) {
      setup.context().getLogger(ASYNC_LOGGER).info("event {}", i);
    }
    async.stop();
    System.out.println(events);
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
