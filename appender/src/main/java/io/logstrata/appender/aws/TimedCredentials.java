package io.logstrata.appender.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials within a time limit. The SDK looks them up before its own limits begin, and a
 * program, a metadata service or STS that does not answer would hold the sender for as long as it
 * likes. So a thread of its own asks, a child of the sender's so that what it logs is not sent;
 * what it finds is used for some seconds.
 */
final class TimedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** So many times the limit of a wait: a metadata service may be slow and still answer. */
  private static final int GIVEN_UP_AFTER = 4;

  /** What hangs may never end, whatever is done to it; beyond this nothing new is begun. */
  private static final int MOST_HANGING = 4;

  private final AwsCredentialsProvider source;
  private final Duration atMost;
  private final LongSupplier nanoTime;
  private final BiFunction<Runnable, String, Thread> threads;

  /** Of the lookups that were given up, as long as they run. */
  private final List<Thread> hanging = new ArrayList<>();

  private FutureTask<AwsCredentials> lookup;
  private Thread asking;
  private long askedAtNanos;
  private boolean closed;
  private AwsCredentials known;
  private long knownAtNanos;

  TimedCredentials(AwsCredentialsProvider source, Duration atMost) {
    this(source, atMost, System::nanoTime, Thread::new);
  }

  TimedCredentials(
      AwsCredentialsProvider source,
      Duration atMost,
      LongSupplier nanoTime,
      BiFunction<Runnable, String, Thread> threads) {
    this.source = source;
    this.atMost = atMost;
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    FutureTask<AwsCredentials> running;
    synchronized (this) {
      if (known != null && nanoTime.getAsLong() - knownAtNanos < KEPT_NANOS) {
        return known;
      }
      running = running();
    }
    AwsCredentials found = result(running);
    synchronized (this) {
      known = found;
      knownAtNanos = nanoTime.getAsLong();
    }
    return found;
  }

  /** One at a time: of those that hang, a new one for each call would fill the process. */
  private FutureTask<AwsCredentials> running() {
    if (lookup != null && !lookup.isDone() && isToBeGivenUp()) {
      hanging.add(asking);
      lookup.cancel(true);
    }
    if (lookup == null || lookup.isDone()) {
      FutureTask<AwsCredentials> fresh = new FutureTask<>(source::resolveCredentials);
      Thread thread = threads.apply(fresh, Thread.currentThread().getName() + "-credentials");
      thread.setDaemon(true);
      thread.start(); // before the rest: if there is none to be had, the next call tries again
      lookup = fresh;
      asking = thread;
      askedAtNanos = nanoTime.getAsLong();
    }
    return lookup;
  }

  private boolean isToBeGivenUp() {
    hanging.removeIf(thread -> !thread.isAlive());
    return (nanoTime.getAsLong() - askedAtNanos) / GIVEN_UP_AFTER >= atMost.toNanos()
        && hanging.size() < MOST_HANGING;
  }

  private AwsCredentials result(FutureTask<AwsCredentials> running) {
    long start = System.nanoTime();
    try {
      return running.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late(e);
    } catch (CancellationException e) { // by the close, or because it has been running too long
      throw isClosed() ? e : late(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw SdkClientException.create("The lookup of credentials failed.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // By a stop; or by the SDK's own clock, which may be the first of two that run out together.
      boolean inTime = System.nanoTime() - start < atMost.toNanos() / 2;
      throw inTime ? AbortedException.create("interrupted") : late(e);
    }
  }

  private SdkClientException late(Exception cause) {
    return SdkClientException.create(
        "The lookup of credentials has not ended within callTimeout ("
            + atMost.toMillis()
            + " ms): see whether what the credentials come from answers.",
        cause);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      hanging.forEach(Thread::interrupt);
      if (lookup != null) {
        lookup.cancel(true);
      }
    }
    if (source instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
