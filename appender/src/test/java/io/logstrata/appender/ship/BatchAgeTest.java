package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch is as old as its first event, which may have come while every lane was in a call. */
class BatchAgeTest {
  private final HandClock clock = new HandClock();
  private final FakeDestination service = new FakeDestination();
  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(10_000_000, Duration.ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
          (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
          (report, millis, target) -> {},
          service,
          ShipperListener.NONE,
          clock,
          new Random(42),
          new Ledger());

  @Test
  void what_came_during_a_long_call_does_not_wait_another_time() {
    sendWhile(ofSeconds(28));

    shipper.tick();

    assertThat(service.stored()).containsExactly("before", "meanwhile");
  }

  @Test
  void what_came_during_a_short_call_waits_for_company_no_longer_than_since_that_call_began() {
    sendWhile(ofMillis(300));

    shipper.tick();
    clock.advance(ofMillis(699));
    shipper.tick();
    assertThat(service.stored()).containsExactly("before");

    clock.advance(ofMillis(1));
    shipper.tick();
    assertThat(service.stored()).containsExactly("before", "meanwhile");
  }

  @Test
  void what_a_full_batch_leaves_behind_is_no_younger_than_that_batch() {
    service.always(
        batch -> {
          service.always(
              next -> {
                service.always(last -> Delivery.accepted());
                clock.advance(ofMillis(600));
                return Delivery.accepted();
              });
          IntStream.range(0, 15_000).forEach(i -> shipper.offer(Note.of("event " + i)));
          clock.advance(ofMillis(600));
          return Delivery.accepted();
        });
    shipper.offer(Note.of("before"));
    shipper.tick();
    clock.advance(ofSeconds(1));
    shipper.tick();
    shipper.tick();
    assertThat(service.stored()).hasSize(10_001);

    shipper.tick();

    assertThat(service.stored()).hasSize(15_001);
  }

  @Test
  void what_comes_after_a_look_that_found_nothing_is_young() {
    sendWhile(ofSeconds(28));
    shipper.tick();
    shipper.tick();
    clock.advance(ofSeconds(60));
    shipper.offer(Note.of("much later"));

    shipper.tick();
    assertThat(service.stored()).hasSize(2);

    clock.advance(ofSeconds(1));
    shipper.tick();
    assertThat(service.stored()).endsWith("much later");
  }

  /** A call of this length, in which an event comes right at the beginning. */
  private void sendWhile(Duration call) {
    service.always(
        batch -> {
          service.always(next -> Delivery.accepted());
          shipper.offer(Note.of("meanwhile"));
          clock.advance(call);
          return Delivery.accepted();
        });
    shipper.offer(Note.of("before"));
    shipper.tick();
    clock.advance(ofSeconds(1));
    shipper.tick();
    assertThat(service.stored()).containsExactly("before");
  }
}
