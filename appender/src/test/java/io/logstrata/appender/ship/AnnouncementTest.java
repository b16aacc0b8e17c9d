package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A loss is told when whoever reads the stream can read of it, and not before. */
class AnnouncementTest {
  private final HandClock clock = new HandClock();
  private final FakeDestination service = new FakeDestination();

  /** Room for nine events of a hundred bytes, at the severity of these. */
  private final Shipper<Note> shipper =
      new Shipper<>(
          new ShipperOptions(1_000, Duration.ZERO, ofSeconds(1), 1, RetryPolicy.STANDARD),
          (note, target) -> target.utf8(note.text().getBytes(UTF_8)),
          (report, millis, target) ->
              target.utf8(("lost " + report.events() + " " + report.byReason()).getBytes(UTF_8)),
          service,
          ShipperListener.NONE,
          clock,
          new Random(42),
          new Ledger());

  @Test
  void a_loss_whose_announcement_never_arrives_is_left_for_the_last_words() {
    offer(500);
    tick(2);
    assertThat(service.stored()).hasSize(9);
    service.always(batch -> Delivery.failed(Delivery.Verdict.UNREACHABLE, "down"));
    tick(20);

    Books books = shipper.stop(ofSeconds(1));

    LossReport untold = shipper.untoldLosses().orElseThrow();
    assertThat(untold.events()).isEqualTo(491);
    assertThat(untold.byReason()).containsOnlyKeys(Loss.QUEUE_FULL);
    assertThat(books.lost(Loss.LEFT_AT_STOP)).as("the announcement itself").isEqualTo(1);
    assertThat(books.balances()).isTrue();
  }

  @Test
  void an_announcement_that_the_service_refuses_is_made_again_with_what_came_since() {
    offer(12);
    tick(2);
    service.answer(Delivery.failed(Delivery.Verdict.INVALID, "no"), 1);
    tick(2);
    assertThat(service.stored()).hasSize(9);
    offer(10);
    tick(30);

    assertThat(service.stored()).hasSize(19).contains("lost 4 {QUEUE_FULL=4}");
    assertThat(shipper.books().lost(Loss.INVALID)).isEqualTo(1);
    shipper.stop(ofSeconds(1));
    assertThat(shipper.untoldLosses()).isEmpty();
  }

  @Test
  void an_announcement_that_comes_too_late_for_the_service_tells_nobody_either() {
    offer(12);
    tick(2);
    service.answer(Delivery.accepted(1, 0, 1), 1);
    tick(30);

    assertThat(service.stored()).hasSize(10).contains("lost 3 {QUEUE_FULL=3}");
    assertThat(shipper.books().lost(Loss.TOO_OLD)).isEqualTo(1);
    assertThat(shipper.books().balances()).isTrue();
  }

  @Test
  void a_stop_says_its_last_word_once_even_if_the_service_will_not_have_it() {
    offer(12);
    service.always(batch -> Delivery.accepted(batch.size(), 0, batch.size()));

    Books books = shipper.stop(ofSeconds(1));

    assertThat(service.calls()).isLessThan(4);
    assertThat(books.balances()).isTrue();
    assertThat(shipper.untoldLosses().orElseThrow().byReason()).containsKey(Loss.QUEUE_FULL);
  }

  private void offer(int events) {
    IntStream.range(0, events).forEach(i -> shipper.offer(Note.of("event " + i)));
  }

  private void tick(int times) {
    for (int i = 0; i < times; i++) {
      shipper.tick();
      clock.advance(ofSeconds(1));
    }
  }
}
