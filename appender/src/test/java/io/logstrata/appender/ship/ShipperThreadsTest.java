package io.logstrata.appender.ship;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that wait, interrupts, and the stop, with real threads. */
@Timeout(60)
class ShipperThreadsTest extends ShipperFixture {
  @Test
  void a_caller_that_may_wait_gets_room_or_is_told_that_time_is_up() {
    Shipper<Note> shipper = started(options(1_000, ofMillis(300)));
    service.always(batch -> Delivery.failed(Delivery.Verdict.DENIED, "no permission"));
    shipper.offer(Note.of("keeps the lane busy"));
    while (service.calls() == 0) {
      Thread.onSpinWait();
    }
    IntStream.range(0, 9).forEach(i -> shipper.offer(Note.of("fits " + i)));

    assertThat(shipper.offer(Note.of("does not fit"))).isFalse();

    assertThat(shipper.books().lost(Loss.WAITED_TOO_LONG)).isEqualTo(1);
    shipper.stop(ofMillis(300));
  }

  @Test
  void a_caller_that_is_interrupted_waits_for_room_all_the_same() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    service.always(
        batch -> {
          entered.countDown();
          awaitUninterruptibly(open);
          return Delivery.accepted();
        });
    Shipper<Note> shipper = started(options(1_000, ofSeconds(30)));
    shipper.offer(Note.of("keeps the lane busy"));
    awaitUninterruptibly(entered);
    IntStream.range(0, 9).forEach(i -> shipper.offer(Note.of("fits " + i)));
    boolean[] result = new boolean[2];
    Thread caller =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              result[0] = shipper.offer(Note.of("waits"));
              result[1] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    open.countDown();
    caller.join();

    assertThat(result).containsExactly(true, true);
    assertThat(shipper.stop(ofSeconds(30)).delivered()).isEqualTo(11);
  }

  @Test
  void threads_deliver_everything_that_many_callers_offer_and_flush_waits_for_it()
      throws InterruptedException {
    Shipper<Note> shipper = started(options(1L << 30, ZERO, 3));
    Thread[] callers = new Thread[4];
    for (int c = 0; c < callers.length; c++) {
      int caller = c;
      callers[c] =
          new Thread(
              () ->
                  IntStream.range(0, 25_000)
                      .forEach(i -> shipper.offer(Note.of(caller + "/" + i))));
      callers[c].start();
    }
    while (shipper.books().delivered() < 100_000 && callers[0].isAlive()) {
      assertThat(shipper.books().balances()).isTrue();
    }
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(shipper.flush(ofSeconds(30))).isTrue();

    assertThat(service.stored()).hasSize(100_000).doesNotHaveDuplicates();
    assertThat(shipper.stop(ofSeconds(5)).waiting()).isZero();
  }

  @Test
  void stop_returns_in_time_although_the_service_never_answers() {
    CountDownLatch never = new CountDownLatch(1);
    service.always(
        batch -> {
          awaitUninterruptibly(never);
          return Delivery.accepted();
        });
    Shipper<Note> shipper = started(options(1_000_000, ZERO));
    shipper.offer(Note.of("on the way for ever"));
    long start = System.nanoTime();

    Books books = shipper.stop(ofMillis(1_500));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofSeconds(10));
    assertThat(books.lost(Loss.LEFT_AT_STOP)).isEqualTo(1);
    assertThat(books.balances()).isTrue();
    never.countDown();
  }

  @Test
  void the_interrupt_of_a_stop_does_not_hide_what_had_gone_wrong_before() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch brokenOff = new CountDownLatch(1);
    service.always(
        batch -> {
          service.always(
              next -> {
                hanging.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  brokenOff.countDown();
                }
                return Delivery.unknown("broken off");
              });
          return Delivery.unknown("connection refused");
        });
    Shipper<Note> shipper = started(options(1_000_000, ZERO));
    shipper.offer(Note.of("never"));
    awaitUninterruptibly(hanging);

    shipper.stop(ofMillis(500));

    awaitUninterruptibly(brokenOff);
    assertThat(shipper.activity().lastFailure()).hasValue("connection refused");
    assertThat(shipper.activity().failures()).isEqualTo(1);
  }

  @Test
  void stop_releases_those_who_wait_for_a_flush_and_tells_them() throws InterruptedException {
    service.always(batch -> Delivery.failed(Delivery.Verdict.UNREACHABLE, "down"));
    Shipper<Note> shipper = started(options(1_000_000, ZERO));
    shipper.offer(Note.of("will not arrive"));
    boolean[] flushed = {true};
    Thread waiting = new Thread(() -> flushed[0] = flush(shipper));
    waiting.start();

    shipper.stop(ofMillis(200));
    waiting.join();

    assertThat(flushed[0]).isFalse();
  }

  @Test
  void an_interrupt_that_nobody_asked_for_costs_nothing() throws InterruptedException {
    Thread[] sender = new Thread[1];
    ThreadFactory factory = task -> sender[0] = new Thread(task);
    Shipper<Note> shipper = shipper(options(1_000_000, ZERO), ShipperClock.SYSTEM);
    shipper.start(factory);
    shipper.offer(Note.of("before"));
    sender[0].interrupt();
    assertThat(shipper.flush(ofSeconds(20))).isTrue();
    sender[0].interrupt();
    shipper.offer(Note.of("after"));
    assertThat(shipper.flush(ofSeconds(20))).isTrue();

    assertThat(service.stored()).containsExactly("before", "after");
    shipper.stop(ofSeconds(5));
    assertThat(sender[0].isAlive()).isFalse();
  }

  @Test
  void an_interrupt_left_over_on_the_stopping_thread_costs_no_event() {
    Shipper<Note> shipper = started(options(10_000_000, ZERO));
    IntStream.range(0, 5_000).forEach(i -> shipper.offer(Note.of("event " + i)));

    Thread.currentThread().interrupt();
    Books books = shipper.stop(ofSeconds(30));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(books.delivered()).isEqualTo(5_000);
  }

  @Test
  void waits_of_any_length_can_be_asked_for() throws InterruptedException {
    Shipper<Note> shipper = started(options(1_000, ofSeconds(Long.MAX_VALUE)));
    shipper.offer(Note.of("arrives"));

    assertThat(shipper.flush(ofSeconds(Long.MAX_VALUE))).isTrue();
    assertThat(shipper.stop(ofSeconds(Long.MAX_VALUE)).delivered()).isEqualTo(1);
  }

  private static boolean flush(Shipper<Note> shipper) {
    try {
      return shipper.flush(ofSeconds(30));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
