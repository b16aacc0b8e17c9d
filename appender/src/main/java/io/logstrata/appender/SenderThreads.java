package io.logstrata.appender;

import io.logstrata.appender.ship.Uninterruptibly;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that send, and those that the SDK starts while it serves them. What these threads log
 * must never be sent: it is about sending, so each call would cause the next one, for ever. A
 * thread belongs to the group of the thread that made it, which is how the SDK's helpers are
 * recognised, whatever they are called.
 *
 * <p>Behind an AsyncAppender the thread that brings an event is not the one that logged it; then
 * the name tells, which Logback notes where the event was logged.
 *
 * <p>Not final: a test has some that cannot be started.
 */
class SenderThreads implements ThreadFactory {
  private static final ThreadGroup GROUP = new ThreadGroup(root(), "logstrata-appender");

  private static final String PREFIX = "logstrata-sender-";

  private final String name;
  private final AtomicInteger number = new AtomicInteger();

  SenderThreads(String appenderName) {
    this.name = PREFIX + appenderName + "-";
  }

  /** Whether the current thread is one of them. */
  static boolean isCurrent() {
    return Thread.currentThread().getThreadGroup() == GROUP;
  }

  /** Whether a thread of this name is one of them. */
  static boolean isNameOfOne(String threadName) {
    return threadName != null && threadName.startsWith(PREFIX);
  }

  /**
   * Runs the task on such a thread, and waits for it, but not for longer than this. An interrupt
   * does not cut the wait short.
   *
   * @return whether the task is over
   */
  boolean runAndWait(Runnable task, Duration atMost) {
    Thread thread = newThread(task);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no thread to be had: it is done here, then
      task.run();
      return true;
    }
    return Uninterruptibly.await(
        atMost,
        nanos -> {
          TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
          return !thread.isAlive();
        });
  }

  @Override
  public Thread newThread(Runnable task) {
    return daemon(GROUP, task, name + number.incrementAndGet());
  }

  /** One that is none of them, whoever asks for it: what it logs is sent. */
  static Thread outsider(Runnable task, String name) {
    return daemon(GROUP.getParent(), task, name);
  }

  private static Thread daemon(ThreadGroup group, Runnable task, String name) {
    // A daemon: no state of the service may keep the JVM from exiting.
    Thread thread = new Thread(group, task, name);
    thread.setDaemon(true);
    // Not the loader of whoever configured logging: a web application must be free to go.
    thread.setContextClassLoader(SenderThreads.class.getClassLoader());
    return thread;
  }

  /** The top: the group of the current thread may be one that is destroyed some day. */
  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
