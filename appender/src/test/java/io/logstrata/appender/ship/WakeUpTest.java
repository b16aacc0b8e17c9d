package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

  /** A thread that lies down once; returns when it sleeps. */
  private Thread asleep(long nanos) {
    return asleep(() -> wakeUp.await(nanos));
  }

  private Thread asleep(Runnable task) {
    Thread sleeper = new Thread(task, "sleeper-" + sleepers.size());
    sleepers.add(sleeper);
    wakeUp.threads(sleepers);
    sleeper.start();
    await().until(() -> sleeper.getState() == Thread.State.TIMED_WAITING);
    return sleeper;
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
    Thread first =
        asleep(
            () -> {
              wakeUp.await(NO_BATCH);
              wakeUp.passOn();
            });
    Thread second = asleep(NO_BATCH);

    wakeUp.after(1);
    assertWakesUp(first);
    wakeUp.after(1);

    assertWakesUp(second);
  }

  @Test
  void who_lies_down_when_nobody_watches_any_more_watches() {
    Thread first =
        asleep(
            () -> {
              wakeUp.await(NO_BATCH);
              wakeUp.passOn();
            });
    wakeUp.after(1);
    assertWakesUp(first);

    Thread second = asleep(NO_BATCH);
    wakeUp.after(1);

    assertWakesUp(second);
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
  void after_a_batch_was_taken_by_another_the_first_event_counts_again() {
    Thread watcher = asleep(AN_HOUR);

    wakeUp.passOn(); // this thread has taken the batch for whose time the other one waits
    wakeUp.after(1);

    assertWakesUp(watcher);
  }

  @Test
  void who_watches_without_a_batch_is_told_of_one_that_another_has_begun() {
    Thread watcher = asleep(NO_BATCH);

    Thread other = asleep(AN_HOUR);

    assertWakesUp(watcher);
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void who_had_looked_before_another_began_a_batch_looks_again() {
    CountDownLatch goesToSleep = new CountDownLatch(1);
    Thread watcher =
        asleep(
            () -> {
              wakeUp.await(NO_BATCH);
              if (awaited(goesToSleep)) { // has looked, and found nothing
                wakeUp.await(NO_BATCH);
              }
            });
    wakeUp.after(1);
    await().until(() -> watcher.getState() == Thread.State.WAITING);

    asleep(AN_HOUR);
    goesToSleep.countDown();

    assertWakesUp(watcher);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException endOfTheTest) {
      return false;
    }
  }

  @Test
  void nobody_sleeps_who_could_have_what_is_in_the_queue() {
    assertThat(queue.offer(Note.of("waits"))).isPositive();
    wakeUp.await(NO_BATCH); // or this would take an hour
  }

  @Test
  void refused_events_wake_nobody_who_waits_for_something_else() throws InterruptedException {
    Thread sleeper = asleep(() -> LockSupport.parkNanos(AN_HOUR));
    for (int i = 0; i < 1_000; i++) {
      wakeUp.ifAsleep();
    }
    assertSleepsOn(sleeper);
  }

  @Test
  void a_refused_event_wakes_a_sleeper_that_waits_for_events() {
    Thread sleeper = asleep(AN_HOUR);
    wakeUp.ifAsleep();
    assertWakesUp(sleeper);
  }

  @Test
  void what_concerns_all_wakes_all() {
    Thread first = asleep(NO_BATCH);
    Thread second = asleep(NO_BATCH);
    Thread retrying = asleep(() -> LockSupport.parkNanos(AN_HOUR));

    wakeUp.all();

    List.of(first, second, retrying).forEach(WakeUpTest::assertWakesUp);
  }
}
