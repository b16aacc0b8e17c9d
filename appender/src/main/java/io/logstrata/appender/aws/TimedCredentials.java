package io.logstrata.appender.aws;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private final AwsCredentialsProvider source;
  private final Duration atMost;
  private FutureTask<AwsCredentials> lookup;
  private AwsCredentials known;
  private long knownAtNanos;

  TimedCredentials(AwsCredentialsProvider source, Duration atMost) {
    this.source = source;
    this.atMost = atMost;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    FutureTask<AwsCredentials> running;
    synchronized (this) {
      if (known != null && System.nanoTime() - knownAtNanos < KEPT_NANOS) {
        return known;
      }
      running = running();
    }
    AwsCredentials found = result(running);
    synchronized (this) {
      known = found;
      knownAtNanos = System.nanoTime();
    }
    return found;
  }

  /** One at a time: of those that hang, a new one for each call would fill the process. */
  private FutureTask<AwsCredentials> running() {
    if (lookup == null || lookup.isDone()) {
      lookup = new FutureTask<>(source::resolveCredentials);
      Thread thread = new Thread(lookup, Thread.currentThread().getName() + "-credentials");
      thread.setDaemon(true);
      thread.start();
    }
    return lookup;
  }

  private AwsCredentials result(FutureTask<AwsCredentials> running) {
    long start = System.nanoTime();
    try {
      return running.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late(e);
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

  @Override
  public void close() {
    synchronized (this) {
      if (lookup != null) {
        lookup.cancel(true);
      }
    }
    if (source instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
