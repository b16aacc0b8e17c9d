package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipperFlushTest {
  private static final long TWO_DAYS_MILLIS = 172_800_000L;

  private final HandClock clock = new HandClock();
  private final FakeDestination service = new FakeDestination();
  private Runnable whileAnnouncing = () -> {};
  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(1_000, ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
          (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
          (report, millis, target) -> {
            whileAnnouncing.run();
            target.utf8(("lost " + report.events()).getBytes(UTF_8));
          },
          service,
          ShipperListener.NONE,
          clock,
          new Random(42),
          new Ledger());

  @AfterEach
  void stop() {
    shipper.stop(ofSeconds(5));
  }

  @Test
  void waits_for_the_last_event_although_an_announcement_came_between()
      throws InterruptedException {
    shipper.offer(Note.of("fits"));
    shipper.offer(new Note(HandClock.START_MILLIS, Severity.INFO, 5_000, "does not fit"));
    shipper.tick();
    clock.advance(ofSeconds(1));
    shipper.tick(); // delivered: the loss is announced with the next batch
    service.always(
        batch ->
            FakeDestination.texts(batch).get(0).equals("of another day")
                ? Delivery.failed(Delivery.Verdict.THROTTLED, "slow down")
                : Delivery.accepted());
    shipper.offer(Note.of("of today"));
    shipper.offer(Note.of("of another day").at(HandClock.START_MILLIS - TWO_DAYS_MILLIS));
    shipper.start(Thread::new);

    assertThat(shipper.flush(ofMillis(500))).isFalse();

    assertThat(service.stored()).containsExactly("fits", "of today", "lost 1");
    service.always(batch -> Delivery.accepted());
  }

  @Test
  void an_interrupt_does_not_cut_short_a_wait_that_must_not_be() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    service.always(
        batch -> {
          try {
            open.await();
          } catch (InterruptedException e) {
            return Delivery.failed(Delivery.Verdict.UNREACHABLE, "interrupted");
          }
          return Delivery.accepted();
        });
    shipper.start(Thread::new);
    shipper.offer(Note.of("waits"));
    boolean[] result = new boolean[2];
    Thread caller =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              result[0] = shipper.flushUninterruptibly(ofSeconds(30));
              result[1] = Thread.currentThread().isInterrupted();
            });
    caller.start();
    while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    open.countDown();
    caller.join();

    assertThat(result).containsExactly(true, true);
    assertThat(service.stored()).containsExactly("waits");
  }

  @Test
  void in_a_hurry_it_does_not_wait_for_the_time_of_the_next_attempt() throws InterruptedException {
    service.answer(Delivery.failed(Delivery.Verdict.UNREACHABLE, "down"), 1);
    shipper.offer(Note.of("tried again"));
    shipper.tick();
    clock.advance(ofSeconds(1));
    shipper.tick();
    shipper.start(Thread::new); // on a clock that stands still
    assertThat(shipper.flush(ofMillis(200))).isFalse();

    shipper.hurry();

    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    shipper.offer(Note.of("comes later, and does not wait for company"));
    await().until(() -> service.stored().size() == 2);
  }

  @Test
  void in_a_hurry_it_waits_until_the_stream_is_told_of_a_loss_and_others_tell_the_next_one()
      throws InterruptedException {
    Note tooLarge = new Note(HandClock.START_MILLIS, Severity.INFO, 5_000, "does not fit");
    shipper.offer(Note.of("fits"));
    shipper.offer(tooLarge);
    for (int i = 0; i < 4; i++) {
      shipper.tick();
      clock.advance(ofSeconds(1));
    }
    assertThat(service.stored()).containsExactly("fits", "lost 1");
    shipper.offer(tooLarge); // too soon after the other for an announcement of its own
    shipper.start(Thread::new);
    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    assertThat(service.stored()).hasSize(2);

    shipper.hurry();

    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    assertThat(service.stored()).containsExactly("fits", "lost 1", "lost 1");
    assertThat(shipper.untoldLosses()).isEmpty();
    shipper.offer(tooLarge);
    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    assertThat(shipper.untoldLosses().orElseThrow().events()).isEqualTo(1);
    assertThat(shipper.untoldLosses()).isEmpty();
    assertThat(service.stored()).hasSize(3);
  }

  @Test
  void in_a_hurry_it_waits_for_an_announcement_that_is_just_being_made()
      throws InterruptedException {
    List<Boolean> flushed = new CopyOnWriteArrayList<>();
    whileAnnouncing = () -> flushed.add(shipper.flushUninterruptibly(ofMillis(100)));
    shipper.offer(Note.of("fits"));
    shipper.offer(new Note(HandClock.START_MILLIS, Severity.INFO, 5_000, "does not fit"));
    shipper.hurry();
    shipper.start(Thread::new);

    assertThat(shipper.flush(ofSeconds(30))).isTrue();

    assertThat(flushed).containsExactly(false);
    assertThat(service.stored()).containsExactly("fits", "lost 1");
  }

  @Test
  void an_announcement_that_fails_holds_nobody_and_is_made_again() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    whileAnnouncing =
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("no words");
          }
        };
    shipper.offer(Note.of("fits"));
    shipper.offer(new Note(HandClock.START_MILLIS, Severity.INFO, 5_000, "does not fit"));
    shipper.start(Thread::new);
    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    await().until(() -> attempts.get() == 1);

    shipper.hurry();
    shipper.offer(Note.of("fits too"));

    assertThat(shipper.flush(ofSeconds(30))).isTrue();
    assertThat(service.stored()).containsExactly("fits", "fits too", "lost 1");
  }

  @Test
  void does_not_wait_for_an_event_that_was_refused_while_it_began() throws InterruptedException {
    shipper.offer(Note.of("fits"));
    Note tooLarge = new Note(HandClock.START_MILLIS, Severity.INFO, 5_000, "does not fit");
    boolean[] over = {false};
    Thread refused =
        new Thread(
            () -> {
              while (!over[0]) {
                shipper.offer(tooLarge);
              }
            });
    refused.start();
    shipper.start(Thread::new);
    try {
      for (int i = 0; i < 2_000; i++) {
        assertThat(shipper.flush(ofSeconds(20))).as("flush %d", i).isTrue();
      }
    } finally {
      over[0] = true;
      refused.join();
    }
  }
}
