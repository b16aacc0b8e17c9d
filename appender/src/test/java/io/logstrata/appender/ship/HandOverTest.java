package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two senders watches the queue; what comes while it cannot is the other's. */
@Timeout(60)
class HandOverTest {
  /** Nobody looks without being woken: an event that wakes nobody stays for ever. */
  private static final long AN_HOUR = TimeUnit.HOURS.toNanos(1);

  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final Semaphore answers = new Semaphore(0);

  /** From when it is set, the thread that looks first fails each time. */
  private final AtomicBoolean oneFails = new AtomicBoolean();

  private volatile Thread failing;

  private final Ledger ledger =
      new Ledger() {
        @Override
        long taken() {
          if (oneFails.compareAndSet(true, false)) {
            failing = Thread.currentThread();
          }
          if (Thread.currentThread() == failing) {
            throw new IllegalStateException("no memory");
          }
          return super.taken();
        }
      };

  private final Destination service =
      new Destination() {
        @Override
        public Delivery send(Batch batch) {
          String text = FakeDestination.texts(batch).get(0);
          calls.add(text);
          if (text.startsWith("hangs")) {
            answers.acquireUninterruptibly();
          }
          return Delivery.accepted();
        }

        @Override
        public void close() {}
      };

  /** Of a collector without threads. */
  private final ByteBoundedQueue<Note> queue = new ByteBoundedQueue<>(1_000);

  private final CountDownLatch allOffered = new CountDownLatch(1);
  private final List<Thread> senders = new ArrayList<>();
  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(10_000_000, ZERO, ofMillis(1), 2, RetryPolicy.STANDARD),
          this::encode,
          (report, millis, target) -> target.utf8("lost".getBytes(UTF_8)),
          service,
          ShipperListener.NONE,
          ShipperClock.SYSTEM,
          new Random(42),
          ledger,
          AN_HOUR);

  private void encode(Note note, MessageBytes target) throws InterruptedException {
    if (note.text().equals("hangs, first of many")) {
      allOffered.await();
    }
    target.utf8(note.text().getBytes(UTF_8));
  }

  @BeforeEach
  void start() {
    shipper.start(
        task -> {
          senders.add(new Thread(task));
          return senders.get(senders.size() - 1);
        });
    await().until(() -> senders.stream().allMatch(HandOverTest::sleeps));
  }

  private static boolean sleeps(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  @AfterEach
  void stop() {
    answers.release(1_000);
    allOffered.countDown();
    failing = null;
    shipper.stop(ofSeconds(10));
  }

  private void awaitDelivery() {
    await().pollInterval(ofMillis(1)).until(() -> shipper.books().waiting() == 0);
  }

  @Test
  void what_comes_while_one_call_is_on_the_way_is_sent_by_the_other() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      shipper.offer(Note.of("hangs"));
      assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("hangs");
      shipper.offer(Note.of("next"));
      assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
      answers.release();
      awaitDelivery();
    }
  }

  @Test
  void what_is_left_when_a_full_batch_has_been_taken_is_sent_by_the_other()
      throws InterruptedException {
    shipper.offer(Note.of("hangs, first of many"));
    await().until(() -> senders.stream().anyMatch(sender -> !sleeps(sender)));
    for (int i = 1; i < Limits.BATCH_EVENTS + 5_000; i++) {
      shipper.offer(Note.of("hangs"));
    }
    allOffered.countDown();

    List<String> begun =
        Arrays.asList(calls.poll(10, TimeUnit.SECONDS), calls.poll(10, TimeUnit.SECONDS));
    assertThat(begun).containsExactlyInAnyOrder("hangs, first of many", "hangs");
  }

  @Test
  void no_event_is_left_lying_whatever_the_moment_it_comes() {
    Random random = new Random(42);
    for (int burst = 0; burst < 2_000; burst++) {
      int events = 1 + random.nextInt(3);
      for (int i = 0; i < events; i++) {
        shipper.offer(Note.of("event"));
        LockSupport.parkNanos(random.nextInt(1_500_000)); // around the age of a batch
      }
      if (burst % 4 == 0) {
        awaitDelivery();
      }
    }
    awaitDelivery();
  }

  @Test
  void what_comes_while_one_sender_fails_each_time_is_sent_by_the_other()
      throws InterruptedException {
    oneFails.set(true);
    for (int i = 0; i < 20; i++) {
      shipper.offer(Note.of("event"));
      assertThat(calls.poll(10, TimeUnit.SECONDS)).isEqualTo("event");
    }
    assertThat(failing).isIn(senders);
  }

  @Test
  void a_batch_that_another_one_has_begun_is_something_left() {
    Collector<Note> collector = collector();
    assertThat(collector.isLeft()).isFalse();
    assertThat(queue.offer(Note.of("begins a batch"))).isPositive();

    assertThat(collector.collectInto(new ArrayDeque<>(), 0, true)).isPositive();

    assertThat(queue.size()).isZero();
    assertThat(collector.isLeft()).isTrue();
  }

  @Test
  void an_announcement_that_had_no_room_in_the_batch_is_something_left() {
    Collector<Note> collector = collector();
    queue.offer(Note.of("x".repeat(Limits.MESSAGE_BYTES)));
    assertThat(collector.collectInto(new ArrayDeque<>(), 0, true)).isPositive();
    ledger.refused(Loss.QUEUE_FULL, Severity.INFO, HandClock.START_MILLIS);
    collector.deliveryWorks();
    Deque<Batch> full = new ArrayDeque<>();

    assertThat(collector.collectInto(full, 0, true)).isZero();

    assertThat(full.peek().size()).isEqualTo(1);
    assertThat(collector.isLeft()).isTrue();
  }

  private Collector<Note> collector() {
    return new Collector<>(
        queue,
        this::encode,
        (report, millis, target) -> target.utf8("lost".getBytes(UTF_8)),
        service,
        ledger,
        ShipperListener.NONE,
        new HandClock(),
        TimeUnit.SECONDS.toNanos(1),
        2);
  }
}
