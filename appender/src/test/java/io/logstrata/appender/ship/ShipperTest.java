package io.logstrata.appender.ship;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of events and batches, step by step. */
@Timeout(60)
class ShipperTest extends ShipperFixture {
  @Test
  void sends_a_batch_when_it_is_old_enough_and_not_before() {
    Shipper<Note> shipper = byHand(1_000_000);
    shipper.offer(Note.of("first"));
    shipper.tick();
    clock.advance(ofMillis(999));
    shipper.tick();
    assertThat(service.calls()).isZero();

    clock.advance(ofMillis(1));
    shipper.tick();

    assertThat(service.stored()).containsExactly("first");
  }

  @Test
  void sends_a_full_batch_at_once() {
    Shipper<Note> shipper = byHand(10_000_000);
    IntStream.range(0, 15_000).forEach(i -> shipper.offer(Note.of("event " + i)));

    shipper.tick();

    assertThat(service.stored()).hasSize(10_000);
    assertThat(shipper.books().waiting()).isEqualTo(5_000);
  }

  @Test
  void keeps_every_event_and_its_order_while_the_service_throttles() {
    Shipper<Note> shipper = byHand(1_000_000);
    service.answer(Delivery.failed(Delivery.Verdict.THROTTLED, "slow down"), 12);
    shipper.offer(Note.of("first"));
    shipper.offer(Note.of("second"));

    tick(shipper, 40, ofSeconds(20));

    assertThat(service.stored()).containsExactly("first", "second");
    assertThat(shipper.books().possiblyDuplicated()).isZero();
    assertThat(shipper.activity().retries()).isEqualTo(12);
  }

  @Test
  void sorts_a_batch_by_time_and_keeps_the_order_of_equal_times() {
    Shipper<Note> shipper = byHand(1_000_000);
    shipper.offer(Note.of("late").at(3_000));
    shipper.offer(Note.of("early").at(1_000));
    shipper.offer(Note.of("late too").at(3_000));
    shipper.offer(Note.of("middle").at(2_000));

    tick(shipper, 2, ofSeconds(1));

    assertThat(service.stored()).containsExactly("early", "middle", "late", "late too");
  }

  @Test
  void splits_where_the_clock_jumped_by_more_than_a_day() {
    Shipper<Note> shipper = byHand(1_000_000);
    shipper.offer(Note.of("today").at(200_000_000L));
    shipper.offer(Note.of("yesterday, to the millisecond").at(200_000_000L - 86_400_000L));
    shipper.offer(Note.of("a millisecond more").at(200_000_000L - 86_400_001L));

    tick(shipper, 4, ofSeconds(1));

    assertThat(service.calls()).isEqualTo(2);
    assertThat(service.stored())
        .containsExactly("yesterday, to the millisecond", "today", "a millisecond more");
  }

  @Test
  void loses_only_the_guilty_event_of_a_batch_that_the_service_refuses() {
    service.always(
        batch ->
            FakeDestination.texts(batch).contains("event 4711")
                ? Delivery.failed(Delivery.Verdict.INVALID, "no")
                : Delivery.accepted());
    Shipper<Note> shipper = byHand(10_000_000);
    IntStream.range(0, 10_000).forEach(i -> shipper.offer(Note.of("event " + i)));

    tick(shipper, 60, ofSeconds(1));

    assertThat(service.stored()).hasSize(10_000).doesNotContain("event 4711");
    assertThat(service.stored()).contains("lost 1 {INFO=1} {INVALID=1}");
    assertThat(shipper.books().lost(Loss.INVALID)).isEqualTo(1);
    assertThat(service.calls()).isLessThan(40);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "DENIED"})
  void when_one_call_gets_through_again_the_others_do_not_wait_any_longer(
      Delivery.Verdict verdict) {
    service.always(batch -> Delivery.failed(verdict, "down"));
    Shipper<Note> shipper = shipper(options(1_000_000, ZERO, 2), clock);
    for (String text : List.of("first", "second")) {
      shipper.offer(Note.of(text));
      tick(shipper, 2, ofSeconds(1)); // each in a batch of its own, for another lane
    }
    tick(shipper, 60, ofSeconds(10)); // until both wait as long as they ever do
    service.always(batch -> Delivery.accepted());
    while (service.stored().isEmpty()) {
      clock.advance(ofMillis(1));
      shipper.tick();
    }

    shipper.tick();

    assertThat(service.stored()).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void a_call_that_gets_through_does_not_hasten_those_that_are_throttled() {
    service.always(batch -> Delivery.failed(Delivery.Verdict.THROTTLED, "slow down"));
    Shipper<Note> shipper = shipper(options(1_000_000, ZERO, 2), clock);
    for (String text : List.of("first", "second")) {
      shipper.offer(Note.of(text));
      tick(shipper, 2, ofSeconds(1));
    }
    tick(shipper, 60, ofSeconds(10));
    service.always(batch -> Delivery.accepted());
    while (service.stored().isEmpty()) {
      clock.advance(ofMillis(1));
      shipper.tick();
    }

    shipper.tick();

    assertThat(service.stored()).hasSize(1);
  }

  @Test
  void slows_down_when_the_service_refuses_everything() {
    service.always(batch -> Delivery.failed(Delivery.Verdict.INVALID, "no"));
    Shipper<Note> shipper = byHand(10_000_000);
    IntStream.range(0, 10_000).forEach(i -> shipper.offer(Note.of("event " + i)));
    clock.advance(ofSeconds(1));

    IntStream.range(0, 1_000).forEach(i -> shipper.tick());

    assertThat(service.calls()).isLessThan(50);
  }

  @Test
  void counts_what_the_service_rejects_by_kind_as_it_names_it() {
    Shipper<Note> shipper = byHand(1_000_000);
    // Of ten events: 0 and 1 older than 14 days, 2 older than the retention, 8 and 9 too new.
    service.answer(Delivery.accepted(2, 3, 8), 1);
    IntStream.range(0, 10).forEach(i -> shipper.offer(Note.of("event " + i).at(i)));

    tick(shipper, 2, ofSeconds(1));

    Books books = shipper.books();
    assertThat(books.lost(Loss.TOO_OLD)).isEqualTo(2);
    assertThat(books.lost(Loss.EXPIRED)).isEqualTo(1);
    assertThat(books.lost(Loss.TOO_NEW)).isEqualTo(2);
    assertThat(books.delivered()).isEqualTo(5);
    assertThat(books.rejected()).isEqualTo(5);
  }

  @Test
  void says_which_events_may_be_there_twice() {
    Shipper<Note> shipper = byHand(1_000_000);
    service.answer(Delivery.unknown("connection reset"), 1);
    shipper.offer(Note.of("perhaps twice"));
    tick(shipper, 10, ofSeconds(10));
    shipper.offer(Note.of("once"));
    tick(shipper, 10, ofSeconds(10));

    assertThat(shipper.books().possiblyDuplicated()).isEqualTo(1);
    assertThat(shipper.books().delivered()).isEqualTo(2);
  }

  @Test
  void of_a_divided_batch_only_the_part_that_got_no_answer_may_be_there_twice() {
    Shipper<Note> shipper = byHand(1_000_000);
    service.answer(Delivery.failed(Delivery.Verdict.INVALID, "no"), 1);
    service.answer(Delivery.unknown("connection reset"), 1);
    IntStream.range(0, 4).forEach(i -> shipper.offer(Note.of("event " + i)));

    tick(shipper, 10, ofSeconds(10));

    assertThat(shipper.books().delivered()).isEqualTo(4);
    assertThat(shipper.books().possiblyDuplicated()).isEqualTo(2);
  }

  @Test
  void both_parts_of_a_batch_that_got_no_answer_before_it_was_divided_may_be_there_twice() {
    Shipper<Note> shipper = byHand(1_000_000);
    service.answer(Delivery.unknown("connection reset"), 1);
    service.answer(Delivery.failed(Delivery.Verdict.INVALID, "no"), 1);
    IntStream.range(0, 4).forEach(i -> shipper.offer(Note.of("event " + i)));

    tick(shipper, 10, ofSeconds(10));

    assertThat(shipper.books().possiblyDuplicated()).isEqualTo(4);
  }

  @Test
  void reserves_room_for_grave_events() {
    Shipper<Note> shipper = byHand(10_000); // a hundred of a hundred bytes
    offer(shipper, Severity.DEBUG, 200);
    assertThat(shipper.books().waiting()).isEqualTo(80);
    offer(shipper, Severity.INFO, 200);
    assertThat(shipper.books().waiting()).isEqualTo(90);
    offer(shipper, Severity.WARN, 200);
    assertThat(shipper.books().waiting()).isEqualTo(95);
    offer(shipper, Severity.ERROR, 200);
    assertThat(shipper.books().waiting()).isEqualTo(100);

    assertThat(shipper.books().losses().get(Loss.QUEUE_FULL))
        .containsEntry(Severity.DEBUG, 120L)
        .containsEntry(Severity.INFO, 190L)
        .containsEntry(Severity.WARN, 195L)
        .containsEntry(Severity.ERROR, 195L);
  }

  @Test
  void announces_a_loss_in_the_stream_when_delivery_works_again() {
    Shipper<Note> shipper = byHand(1_000);
    service.answer(Delivery.failed(Delivery.Verdict.UNREACHABLE, "down"), 3);
    offer(shipper, Severity.INFO, 12); // room for nine

    tick(shipper, 30, ofSeconds(20));

    assertThat(service.stored()).hasSize(10);
    assertThat(service.stored().get(9)).isEqualTo("lost 3 {INFO=3} {QUEUE_FULL=3}");
    assertThat(shipper.books().accepted()).isEqualTo(13);
  }

  @Test
  void stop_sends_what_waits_and_counts_what_it_could_not() {
    Shipper<Note> shipper = byHand(1_000_000);
    shipper.offer(Note.of("goes"));
    assertThat(shipper.stop(ofSeconds(1)).delivered()).isEqualTo(1);

    Shipper<Note> unlucky = byHand(1_000_000);
    service.always(batch -> Delivery.failed(Delivery.Verdict.UNREACHABLE, "down"));
    unlucky.offer(Note.of("stays"));
    Books books = unlucky.stop(ofSeconds(1));

    assertThat(books.lost(Loss.LEFT_AT_STOP)).isEqualTo(1);
    assertThat(books.waiting()).isZero();
    assertThat(books.balances()).isTrue();
  }

  @Test
  void an_event_that_no_queue_could_hold_is_not_waited_for() {
    Shipper<Note> shipper = byHandBlocking(1_000, ofHours(1));

    assertThat(shipper.offer(new Note(0, Severity.ERROR, 1_001, "too large"))).isFalse();

    assertThat(shipper.books().lost(Loss.QUEUE_FULL)).isEqualTo(1);
  }

  @Test
  void events_of_different_streams_are_not_put_into_one_batch() {
    service.separate((one, other) -> one / 1_000 == other / 1_000);
    Shipper<Note> shipper = byHand(1_000_000);
    shipper.offer(Note.of("before midnight").at(999));
    shipper.offer(Note.of("after midnight").at(1_000));
    shipper.offer(Note.of("later").at(1_500));
    shipper.offer(Note.of("a straggler").at(998));

    tick(shipper, 5, ofSeconds(1));

    assertThat(service.stored())
        .containsExactly("before midnight", "after midnight", "later", "a straggler");
    assertThat(service.calls()).isEqualTo(3);
  }
}
