package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusOutboxTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Integer> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayReturn = new CountDownLatch(1);
  private final StatusOutbox outbox = new StatusOutbox(this::newThread);

  @Test
  void tells_in_the_order_of_the_happenings_and_not_on_the_thread_that_caused_them() {
    Thread caller = Thread.currentThread();
    IntStream.range(0, 50)
        .forEach(i -> outbox.execute(() -> told.add(Thread.currentThread() == caller ? -1 : i)));
    assertThat(outbox.await(LONG)).isTrue();
    assertThat(told).containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void one_that_fails_does_not_silence_the_next() {
    outbox.execute(
        () -> {
          throw new AssertionError("not listening");
        });
    outbox.execute(() -> told.add(1));
    assertThat(outbox.await(LONG)).isTrue();
    assertThat(told).containsExactly(1);
  }

  @Test
  void nobody_waits_for_one_that_does_not_return_and_only_so_many_are_kept_behind_it() {
    outbox.execute(this::waitUntilItMay);
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      outbox.execute(() -> told.add(number));
    }
    assertThat(outbox.await(Duration.ofMillis(50))).isFalse();
    outbox.execute(() -> told.add(1_000));
    assertThat(told).isEmpty();

    mayReturn.countDown();
    assertThat(outbox.await(LONG)).isTrue();
    assertThat(told).hasSizeBetween(99, 100).startsWith(0, 1, 2).doesNotContain(1_000);
  }

  @Test
  void an_interrupt_does_not_cut_the_waiting_short() {
    outbox.execute(this::waitUntilItMay);
    outbox.execute(() -> told.add(1));
    Thread.currentThread().interrupt();
    new Thread(mayReturn::countDown).start();
    assertThat(outbox.await(LONG)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).containsExactly(1);
  }

  @Test
  void a_listener_that_asks_whether_all_is_told_does_not_wait_for_itself() {
    AtomicBoolean answer = new AtomicBoolean(true);
    CountDownLatch bothThere = new CountDownLatch(1);
    outbox.execute(
        () -> {
          awaitQuietly(bothThere);
          answer.set(outbox.await(LONG));
        });
    outbox.execute(() -> told.add(1));
    bothThere.countDown();
    assertThat(outbox.await(Duration.ofSeconds(10))).isTrue();
    assertThat(answer).isFalse();
  }

  @Test
  void its_thread_goes_when_everything_is_told_and_another_one_comes() throws InterruptedException {
    for (int i = 1; i <= 3; i++) {
      outbox.execute(() -> told.add(0));
      assertThat(outbox.await(LONG)).isTrue();
      threads.get(threads.size() - 1).join();
      assertThat(threads).hasSize(i);
    }
    assertThat(told).hasSize(3);
  }

  @Test
  void what_cannot_be_told_for_want_of_a_thread_is_told_with_the_next() {
    AtomicBoolean none = new AtomicBoolean(true);
    StatusOutbox poor =
        new StatusOutbox(task -> new ScarceThread(task, () -> none.getAndSet(false)));
    poor.execute(() -> told.add(1));
    assertThat(poor.await(LONG)).isFalse();
    poor.execute(() -> told.add(2));
    assertThat(poor.await(LONG)).isTrue();
    assertThat(told).containsExactly(1, 2);
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  }

  private void waitUntilItMay() {
    awaitQuietly(mayReturn);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
