package io.logstrata.archiver.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
  void a_time_that_passed_while_nothing_ran_is_made_up_for_once_at_the_start() throws Exception {
    OffsetDateTime missed = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    Daemon daemon =
        new Daemon(
            daily(missed),
            ZoneOffset.UTC,
            () -> {
              first.countDown();
              second.countDown();
            });

    Thread runner = started(daemon);

    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.await(2, TimeUnit.SECONDS)).isFalse();
    daemon.stop();
    runner.join();
  }

  private static String daily(OffsetDateTime time) {
    return time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " * * ?";
  }

  @Test
  void times_that_pass_while_the_work_goes_on_are_made_up_for_once_right_after_it()
      throws Exception {
    OffsetDateTime soon =
        OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
    // Three seconds of one minute.
    OffsetDateTime begin =
        soon.getSecond() > 57 ? soon.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1) : soon;
    String threeTimes =
        "%d-%d %d %d * * ?"
            .formatted(
                begin.getSecond(), begin.getSecond() + 2, begin.getMinute(), begin.getHour());
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch second = new CountDownLatch(2);
    CountDownLatch third = new CountDownLatch(3);
    Daemon daemon =
        new Daemon(
            threeTimes,
            ZoneOffset.UTC,
            () -> {
              if (runs.incrementAndGet() == 1) {
                Duration untilTheyPassed =
                    Duration.between(Instant.now(), begin.toInstant().plusMillis(3_600));
                new CountDownLatch(1).await(untilTheyPassed.toMillis(), TimeUnit.MILLISECONDS);
              }
              second.countDown();
              third.countDown();
            });

    Thread runner = started(daemon);

    assertThat(second.await(90, TimeUnit.SECONDS)).isTrue();
    assertThat(third.await(2, TimeUnit.SECONDS)).isFalse();
    daemon.stop();
    runner.join();
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
            "names no time that is still to come: give one that does, such as \"0 0 13 * * ?\" for"
                + " every day at 13:00");
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
