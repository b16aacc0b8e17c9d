package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipperFlushTest {
  private static final long TWO_DAYS_MILLIS = 172_800_000L;

  private final HandClock clock = new HandClock();
  private final FakeDestination service = new FakeDestination();
  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(1_000, ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
          (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
          (report, millis, target) -> target.utf8(("lost " + report.events()).getBytes(UTF_8)),
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
