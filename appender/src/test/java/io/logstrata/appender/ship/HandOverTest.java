package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two senders watches the queue; what comes while it cannot is the other's. */
@Timeout(60)
class HandOverTest {
  private static final int TIMES = 10;

  /** Who is not woken looks by itself once in a second. */
  private static final long LESS_THAN_SLEEPING_THAT_OFTEN_SECONDS = TIMES / 2;

  private final BlockingQueue<String> calls = new ArrayBlockingQueue<>(100);
  private final Semaphore answers = new Semaphore(0);
  private final Ledger ledger = new Ledger();

  private final Destination service =
      new Destination() {
        @Override
        public Delivery send(Batch batch) {
          String text = FakeDestination.texts(batch).get(0);
          calls.add(text);
          if (text.equals("hangs")) {
            answers.acquireUninterruptibly();
          }
          return Delivery.accepted();
        }

        @Override
        public void close() {}
      };

  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(1_000_000, ZERO, ofMillis(1), 2, RetryPolicy.STANDARD),
          this::encode,
          (report, millis, target) -> target.utf8("lost".getBytes(UTF_8)),
          service,
          ShipperListener.NONE,
          ShipperClock.SYSTEM,
          new Random(42),
          ledger);

  private void encode(Note note, MessageBytes target) {
    target.utf8(note.text().getBytes(UTF_8));
  }

  @AfterEach
  void stop() {
    answers.release(TIMES);
    shipper.stop(ofSeconds(10));
  }

  @Test
  void what_comes_while_one_call_is_on_the_way_is_sent_by_the_other() throws InterruptedException {
    shipper.start(Thread::new);
    long start = System.nanoTime();

    for (int i = 0; i < TIMES; i++) {
      shipper.offer(Note.of("hangs"));
      assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("hangs");
      shipper.offer(Note.of("next"));
      assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("next");
      answers.release();
      await().until(() -> shipper.books().waiting() == 0);
    }

    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
        .isLessThan(LESS_THAN_SLEEPING_THAT_OFTEN_SECONDS);
  }

  @Test
  void a_batch_that_another_one_has_begun_is_something_left() {
    ByteBoundedQueue<Note> queue = new ByteBoundedQueue<>(1_000);
    Collector<Note> collector =
        new Collector<>(
            queue,
            this::encode,
            (report, millis, target) -> {},
            service,
            ledger,
            ShipperListener.NONE,
            new HandClock(),
            TimeUnit.SECONDS.toNanos(1),
            2);
    assertThat(collector.isLeft()).isFalse();
    assertThat(queue.offer(Note.of("begins a batch"))).isPositive();

    assertThat(collector.collectInto(new ArrayDeque<>(), 0, true)).isPositive();

    assertThat(queue.size()).isZero();
    assertThat(collector.isLeft()).isTrue();
  }
}
