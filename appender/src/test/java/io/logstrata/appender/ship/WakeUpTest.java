package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WakeUpTest {
  private final WakeUp wakeUp = new WakeUp(1_000);
  private final ByteBoundedQueue<Note> queue = new ByteBoundedQueue<>(1_000);
  private final AtomicInteger wokenUp = new AtomicInteger();
  private volatile boolean over;
  private final Thread sleeper =
      new Thread(
          () -> {
            while (!over) {
              LockSupport.park();
              wokenUp.incrementAndGet();
            }
          },
          "sleeper");

  @BeforeEach
  void put_it_to_sleep() {
    wakeUp.threads(List.of(sleeper));
    sleeper.start();
    await().until(() -> sleeper.getState() == Thread.State.WAITING);
  }

  @AfterEach
  void end_it() throws InterruptedException {
    over = true;
    LockSupport.unpark(sleeper);
    sleeper.join();
  }

  @Test
  void refused_events_wake_nobody_who_waits_for_something_else() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      wakeUp.ifAsleep();
    }
    sleeper.join(50); // long enough for a wake-up to show
    assertThat(wokenUp).hasValue(0);
  }

  @Test
  void a_refused_event_wakes_a_sleeper_that_waits_for_events_and_the_next_one_nobody()
      throws InterruptedException {
    wakeUp.await(1, queue); // as a sender does; it has woken up by itself

    wakeUp.ifAsleep();
    await().until(() -> wokenUp.get() == 1);

    wakeUp.ifAsleep();
    sleeper.join(50);
    assertThat(wokenUp).hasValue(1);
  }

  @Test
  void who_waits_for_many_events_does_not_keep_the_first_one_from_waking_another() {
    Thread.currentThread().interrupt(); // so that it does not really sleep
    wakeUp.await(Long.MAX_VALUE, queue);
    assertThat(Thread.interrupted()).isTrue();
    wakeUp.await(1, queue);

    wakeUp.after(1);

    await().until(() -> wokenUp.get() == 1);
  }
}
