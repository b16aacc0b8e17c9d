package io.logstrata.archiver.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class DaemonTest {
  private static final String EVERY_SECOND = "* * * * * ?";
  private static final String NEXT_CENTURY = "0 0 13 1 1 ? 2098";

  @Test
  void works_at_its_start_without_waiting_for_the_schedule() throws Exception {
    CountDownLatch worked = new CountDownLatch(1);
    Daemon daemon = new Daemon(NEXT_CENTURY, ZoneOffset.UTC, worked::countDown);

    Thread runner = started(daemon);

    assertThat(worked.await(60, TimeUnit.SECONDS)).isTrue();
    daemon.stop();
    runner.join();
  }

  @Test
  void works_again_by_the_schedule_and_never_twice_at_once() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch thrice = new CountDownLatch(3);
    Daemon daemon =
        new Daemon(
            EVERY_SECOND,
            ZoneOffset.UTC,
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              // Longer than the time between two times of the schedule.
              new CountDownLatch(1).await(1500, TimeUnit.MILLISECONDS);
              atOnce.decrementAndGet();
              thrice.countDown();
            });

    Thread runner = started(daemon);

    assertThat(thrice.await(60, TimeUnit.SECONDS)).isTrue();
    daemon.stop();
    runner.join();
    assertThat(most).hasValue(1);
  }

  @Test
  void stopping_interrupts_the_work_and_waits_for_its_end() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Daemon daemon =
        new Daemon(
            NEXT_CENTURY,
            ZoneOffset.UTC,
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
    Thread runner = started(daemon);
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

    daemon.stop();
    runner.join();

    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void a_schedule_that_is_none_is_said_to_be_none_with_an_example() {
    assertThat(Daemon.problem("0 13 * * *", ZoneOffset.UTC).orElseThrow())
        .startsWith("is no cron text")
        .contains("0 0 13 * * ?");
    assertThat(Daemon.problem("0 0 0 * * ?", ZoneOffset.UTC)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 30 2 ?", "0 0 0 1 1 ? 2020"})
  void a_schedule_that_never_comes_is_wrong_before_anything_begins(String schedule) {
    assertThat(Daemon.problem(schedule, ZoneOffset.UTC).orElseThrow())
        .isEqualTo(
            "names no time that is still to come: give one that does, such as \"0 0 13 * * ?\" for every day at"
                + " 13:00");
    assertThatThrownBy(() -> new Daemon(schedule, ZoneOffset.UTC, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Thread started(Daemon daemon) {
    Thread thread =
        new Thread(
            () -> {
              try {
                daemon.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
