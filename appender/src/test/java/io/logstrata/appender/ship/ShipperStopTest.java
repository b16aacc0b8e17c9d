package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipperStopTest {
  private final FakeDestination service = new FakeDestination();

  @Test
  void an_event_and_the_stop_right_behind_it_while_a_thread_finds_nothing()
      throws InterruptedException {
    Shipper<?>[] tested = new Shipper<?>[1];
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              tested[0].stop(ofSeconds(5));
              stopped.countDown();
            });
    Runnable[] nothingFound = {() -> {}};
    Ledger ledger =
        new Ledger() {
          private final AtomicBoolean first = new AtomicBoolean(true);

          @Override
          void taken(int events) {
            super.taken(events);
            if (events == 0 && first.getAndSet(false)) {
              nothingFound[0].run();
            }
          }
        };
    Shipper<Note> shipper =
        new Shipper<>(
            new ShipperOptions(1_000, ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
            (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
            (report, millis, target) -> target.utf8("lost".getBytes(UTF_8)),
            service,
            ShipperListener.NONE,
            new HandClock(),
            new Random(42),
            ledger);
    tested[0] = shipper;
    nothingFound[0] =
        () -> {
          shipper.offer(Note.of("last"));
          stop.start();
          while (stop.getState() != Thread.State.TIMED_WAITING) { // for the thread that runs this
            Thread.onSpinWait();
          }
        };

    shipper.start(Thread::new);
    stopped.await();

    assertThat(service.stored()).containsExactly("last");
  }
}
