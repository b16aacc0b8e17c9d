package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeUpTest {
  private static final long AN_HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long NO_BATCH = Long.MAX_VALUE;
  private static final long LONG_ENOUGH_FOR_A_WAKE_UP_TO_SHOW_MILLIS = 50;

  private final ByteBoundedQueue<Note> queue = new ByteBoundedQueue<>(1_000);
  private final WakeUp wakeUp = new WakeUp(queue, 1_000, AN_HOUR);
  private final List<Thread> sleepers = new ArrayList<>();

  @AfterEach
  void end_them() throws InterruptedException {
    for (Thread sleeper : sleepers) {
      sleeper.interrupt();
      sleeper.join();
    }
  }

  /** A thread that sleeps, until it is woken and ends. */
  private Thread asleep(long nanos) {
    return asleep(() -> sleep(nanos));
  }

  /** A thread that sleeps and, when it is woken, takes a batch. */
  private Thread asleepAndThenInACall(long nanos) {
    return asleep(
        () -> {
          sleep(nanos);
          wakeUp.passOn();
        });
  }

  private Thread asleep(Runnable task) {
    Thread sleeper = new Thread(task, "sleeper-" + sleepers.size());
    sleepers.add(sleeper);
    wakeUp.threads(sleepers);
    sleeper.start();
    await().until(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
    return sleeper;
  }

  private boolean sleep(long nanos) {
    return wakeUp.await(nanos, wakeUp.turn());
  }

  private static void assertWakesUp(Thread sleeper) {
    await().until(() -> !sleeper.isAlive());
  }

  private static void assertSleepsOn(Thread sleeper) throws InterruptedException {
    sleeper.join(LONG_ENOUGH_FOR_A_WAKE_UP_TO_SHOW_MILLIS);
    assertThat(sleeper.isAlive()).isTrue();
  }

  @Test
  void the_first_event_wakes_one_sleeper_and_no_other() throws InterruptedException {
    Thread first = asleep(NO_BATCH);
    Thread second = asleep(NO_BATCH);

    wakeUp.after(1);
    wakeUp.after(2);

    assertWakesUp(first);
    assertSleepsOn(second);
  }

  @Test
  void another_watches_once_the_first_one_has_taken_a_batch() {
    Thread first = asleepAndThenInACall(NO_BATCH);
    Thread second = asleep(NO_BATCH);

    wakeUp.after(1);
    assertWakesUp(first);
    wakeUp.after(1);

    assertWakesUp(second);
  }

  @Test
  void who_lies_down_when_nobody_watches_any_more_watches() {
    Thread first = asleepAndThenInACall(NO_BATCH);
    wakeUp.after(1);
    assertWakesUp(first);

    Thread second = asleep(NO_BATCH);
    wakeUp.after(1);

    assertWakesUp(second);
  }

  @Test
  void who_does_not_sleep_any_more_is_not_made_the_watcher() {
    Thread first = asleepAndThenInACall(NO_BATCH);
    Thread second = asleep(NO_BATCH);
    second.interrupt();
    assertWakesUp(second);
    Thread third = asleep(NO_BATCH);

    wakeUp.after(1);
    assertWakesUp(first);
    wakeUp.after(1);

    assertWakesUp(third);
  }

  @Test
  void a_batch_that_is_not_full_is_worth_a_wake_up_only_for_many_events()
      throws InterruptedException {
    Thread sleeper = asleep(AN_HOUR);

    wakeUp.after(249);
    assertSleepsOn(sleeper);

    wakeUp.after(250); // a quarter of the queue
    assertWakesUp(sleeper);
  }

  @Test
  void after_a_batch_was_taken_by_another_the_first_event_wakes_who_minded_its_time()
      throws InterruptedException {
    Thread watcher = asleep(AN_HOUR);
    Thread other = asleep(AN_HOUR);

    wakeUp.passOn(); // this thread has taken the batch
    wakeUp.after(1);

    assertWakesUp(watcher);
    assertSleepsOn(other);
  }

  @Test
  void who_watches_without_a_batch_is_told_of_one_that_another_has_begun()
      throws InterruptedException {
    Thread watcher = asleep(NO_BATCH);

    Thread other = asleep(AN_HOUR);

    assertWakesUp(watcher);
    assertSleepsOn(other);
  }

  @Test
  void who_minds_the_time_of_a_batch_is_not_disturbed_for_it() throws InterruptedException {
    Thread watcher = asleep(AN_HOUR);

    asleep(AN_HOUR);

    assertSleepsOn(watcher);
  }

  @Test
  void who_had_looked_before_another_began_a_batch_does_not_sleep() {
    asleep(NO_BATCH);
    long turn = wakeUp.turn();
    asleep(AN_HOUR);

    wakeUp.await(NO_BATCH, turn); // or this would take an hour
  }

  @Test
  void who_had_looked_before_another_took_the_batch_does_not_sleep() {
    long turn = wakeUp.turn();
    Thread other = asleepAndThenInACall(AN_HOUR);
    LockSupport.unpark(other);
    assertWakesUp(other);

    wakeUp.await(AN_HOUR, turn); // or this would take an hour
  }

  @Test
  void nobody_sleeps_who_could_have_what_is_in_the_queue() {
    assertThat(queue.offer(Note.of("waits"))).isPositive();

    sleep(NO_BATCH); // or this would take an hour
  }

  @Test
  void who_was_woken_by_a_first_event_knows_it() {
    CompletableFuture<Boolean> first = new CompletableFuture<>();
    CompletableFuture<Boolean> second = new CompletableFuture<>();
    CompletableFuture<Boolean> third = new CompletableFuture<>();
    asleep(
        () -> {
          first.complete(sleep(AN_HOUR));
          wakeUp.passOn();
        });
    asleep(() -> second.complete(sleep(AN_HOUR)));
    asleep(() -> third.complete(sleep(AN_HOUR)));

    wakeUp.after(250);
    assertThat(first.join()).as("woken by many events").isFalse();
    await().until(() -> !sleepers.get(0).isAlive());
    wakeUp.after(1);
    assertThat(second.join()).as("watches without a batch").isTrue();
    wakeUp.wakeAll();
    assertThat(third.join()).as("has not watched").isFalse();
  }

  @Test
  void refused_events_wake_nobody_who_waits_for_something_else() throws InterruptedException {
    Thread retrying = asleep(() -> LockSupport.parkNanos(AN_HOUR));
    Thread sleeper = asleep(AN_HOUR);

    for (int i = 0; i < 1_000; i++) {
      wakeUp.ifAsleep();
    }

    assertWakesUp(sleeper);
    assertSleepsOn(retrying);
  }

  @Test
  void what_concerns_all_wakes_all() {
    Thread first = asleep(NO_BATCH);
    Thread second = asleep(NO_BATCH);
    Thread retrying = asleep(() -> LockSupport.parkNanos(AN_HOUR));

    wakeUp.wakeAll();

    List.of(first, second, retrying).forEach(WakeUpTest::assertWakesUp);
  }
}
