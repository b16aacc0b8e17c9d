package io.logstrata.appender.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.appender.ScarceThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

@Timeout(60)
class TimedCredentialsTest {
  private static final AwsCredentials FOUND = AwsBasicCredentials.create("key", "secret");

  private static final Duration LIMIT = Duration.ofMillis(20);

  private final Source source = new Source();
  private final AtomicLong now = new AtomicLong();

  @Test
  void asks_a_thread_of_the_senders_group_and_keeps_what_it_finds_for_some_seconds() {
    TimedCredentials credentials = new TimedCredentials(source, Duration.ofSeconds(30));
    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
    assertThat(source.asked).hasValue(1);
    assertThat(source.thread).isNotSameAs(Thread.currentThread());
    assertThat(source.group).isSameAs(Thread.currentThread().getThreadGroup());
    assertThat(source.thread.isDaemon()).isTrue();
  }

  @Test
  void a_lookup_that_hangs_is_a_setup_that_is_not_complete_and_is_asked_once() throws Exception {
    source.mayAnswer = new CountDownLatch(1);
    TimedCredentials credentials = new TimedCredentials(source, Duration.ofMillis(50));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(credentials::resolveCredentials)
          .isInstanceOfSatisfying(
              SdkClientException.class,
              e -> assertThat(Verdicts.of(e, false).verdict().name()).isEqualTo("DENIED"))
          .hasMessageStartingWith(
              "The lookup of credentials has not ended within callTimeout (50 ms)");
    }
    assertThat(source.asked).hasValue(1);
    source.mayAnswer.countDown();
    source.thread.join();
    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
  }

  @Test
  void a_lookup_that_hangs_for_too_long_is_followed_by_another_one() {
    source.mayAnswer = new CountDownLatch(1);
    TimedCredentials credentials = timed();
    assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(SdkClientException.class);
    now.addAndGet(LIMIT.multipliedBy(4).toNanos() - 1);
    assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(SdkClientException.class);
    assertThat(source.asked).hasValue(1);
    source.mayAnswer = new CountDownLatch(0); // and now it would answer, if it were asked

    now.addAndGet(1);

    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
    assertThat(source.asked).hasValue(2);
  }

  @Test
  void lookups_that_hang_whatever_is_done_are_five_at_most() throws InterruptedException {
    source.mayAnswer = new CountDownLatch(1);
    source.heedsInterrupts = false;
    TimedCredentials credentials = timed();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(SdkClientException.class);
      now.addAndGet(LIMIT.multipliedBy(5).toNanos());
    }
    assertThat(source.asked).hasValue(5);

    source.mayAnswer.countDown(); // they end, at last
    source.thread.join();

    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
  }

  private TimedCredentials timed() {
    return timed(Thread::new);
  }

  private TimedCredentials timed(BiFunction<Runnable, String, Thread> threads) {
    return new TimedCredentials(source, LIMIT, now::get, threads);
  }

  @Test
  void a_thread_that_cannot_be_started_is_said_at_once_and_the_next_call_tries_again() {
    AtomicBoolean none = new AtomicBoolean(true);
    TimedCredentials credentials =
        timed((task, name) -> new ScarceThread(task, () -> none.getAndSet(false)));
    assertThatThrownBy(credentials::resolveCredentials)
        .isInstanceOf(OutOfMemoryError.class); // which the destination takes for a passing failure
    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
  }

  @Test
  void an_interrupt_ends_the_wait_and_says_whether_it_had_been_too_long() {
    source.mayAnswer = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(new TimedCredentials(source, Duration.ofMinutes(1))::resolveCredentials)
        .isInstanceOf(AbortedException.class);
    assertThatThrownBy(new TimedCredentials(source, Duration.ofNanos(1))::resolveCredentials)
        .hasMessageStartingWith("The lookup of credentials has not ended");
    assertThat(Thread.interrupted()).isTrue();
    source.mayAnswer.countDown();
  }

  @Test
  void a_failure_is_the_sources_own_and_is_not_kept() {
    source.failure = Optional.of(new IllegalStateException("no"));
    TimedCredentials credentials = new TimedCredentials(source, Duration.ofSeconds(30));
    assertThatThrownBy(credentials::resolveCredentials).isSameAs(source.failure.get());
    source.failure = Optional.empty();
    assertThat(credentials.resolveCredentials()).isSameAs(FOUND);
  }

  @Test
  void is_closed_with_the_client_and_ends_a_lookup_that_hangs() throws Exception {
    source.mayAnswer = new CountDownLatch(1);
    TimedCredentials credentials = new TimedCredentials(source, Duration.ofMillis(10));
    assertThatThrownBy(credentials::resolveCredentials).isInstanceOf(SdkClientException.class);
    CloudWatchLogsClient.builder()
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials)
        .build()
        .close();
    assertThat(source.closed.await(30, SECONDS)).isTrue();
    source.thread.join();
  }

  private static final class Source implements AwsCredentialsProvider, SdkAutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile boolean heedsInterrupts = true;
    private volatile Thread thread;
    private volatile ThreadGroup group;

    @Override
    public AwsCredentials resolveCredentials() {
      thread = Thread.currentThread();
      group = thread.getThreadGroup();
      asked.incrementAndGet();
      failure.ifPresent(
          f -> {
            throw f;
          });
      CountDownLatch answer = mayAnswer;
      boolean waiting = true;
      while (waiting) {
        try {
          answer.await();
          waiting = false;
        } catch (InterruptedException e) {
          if (heedsInterrupts) {
            throw new IllegalStateException(e);
          }
        }
      }
      return FOUND;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
