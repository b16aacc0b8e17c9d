package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipperStopTest {
  private final FakeDestination service = new FakeDestination();

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread stop = new Thread(this::stop);
  private Duration stopTimeout = ofSeconds(5);
  private IntConsumer nothingFound = looks -> {};
  private Runnable beforeCounting = () -> {};

  /** Tells, on the thread that looks, each time it has found nothing in the queue. */
  private final Ledger ledger =
      new Ledger() {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        long taken() {
          beforeCounting.run();
          return super.taken();
        }

        @Override
        void taken(int events) {
          super.taken(events);
          if (events == 0) {
            nothingFound.accept(looks.incrementAndGet());
          }
        }
      };

  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(1_000, ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
          (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
          (report, millis, target) -> target.utf8("lost".getBytes(UTF_8)),
          service,
          ShipperListener.NONE,
          new HandClock(),
          new Random(42),
          ledger);

  @Test
  void an_event_and_the_stop_right_behind_it_while_a_thread_finds_nothing()
      throws InterruptedException {
    nothingFound =
        look -> {
          if (look == 1) {
            shipper.offer(Note.of("last"));
            beginToStop();
          }
        };

    shipper.start(Thread::new);
    stopped.await();

    assertThat(service.stored()).containsExactly("last");
  }

  @Test
  void an_event_behind_one_that_is_just_being_queued_is_sent() throws InterruptedException {
    Note first = Note.of("first");
    shipper.offer(first);
    shipper.offer(Note.of("hesitates"));
    shipper.offer(Note.of("behind it"));
    Queued hesitant = first.next;
    first.next = null; // its caller has done one of the two steps that it takes to queue it
    nothingFound =
        look -> {
          if (look == 1) {
            beginToStop();
          } else if (look == 2) {
            first.next = hesitant;
          }
        };

    shipper.start(Thread::new);
    stopped.await();

    assertThat(service.stored()).containsExactly("first", "hesitates", "behind it");
  }

  @Test
  void an_event_whose_queueing_shows_after_all_else_is_written_off_is_counted_too() {
    Note first = Note.of("first");
    shipper.offer(first);
    shipper.offer(Note.of("hesitates"));
    Queued hesitant = first.next;
    first.next = null;
    nothingFound = look -> beforeCounting = () -> first.next = hesitant;

    stop(); // by hand: it looks once, and what it counts after that is what it writes off

    assertThat(shipper.books().dropped()).isEqualTo(2);
    assertThat(shipper.books().waiting()).isZero();
  }

  @Test
  void a_thread_whose_wake_up_was_used_up_by_a_lock_does_not_sleep_into_the_stop()
      throws InterruptedException {
    stopTimeout = ofMillis(900); // less than it would sleep
    shipper.offer(Note.of("in a batch that is not due"));
    nothingFound =
        look -> {
          if (look == 1) {
            beginToStop();
            LockSupport.park();
          }
        };

    shipper.start(Thread::new);
    stopped.await();

    assertThat(service.stored()).containsExactly("in a batch that is not due");
  }

  @Test
  void nor_does_one_that_was_in_a_hurry_already() throws InterruptedException {
    stopTimeout = ofMillis(900);
    AtomicBoolean brokenOff = new AtomicBoolean();
    shipper.hurry();
    nothingFound =
        look -> {
          if (look == 1) {
            beginToStop();
            LockSupport.park();
          }
        };

    shipper.start(
        task ->
            new Thread(task) {
              @Override
              public void interrupt() {
                brokenOff.compareAndSet(false, isAlive());
                super.interrupt();
              }
            });
    stopped.await();

    assertThat(brokenOff).isFalse();
  }

  private void stop() {
    shipper.stop(stopTimeout);
    stopped.countDown();
  }

  /** Returns when the stop waits for the thread that runs this, or has ended without that. */
  private void beginToStop() {
    stop.start();
    while (stop.isAlive() && stop.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }
}
