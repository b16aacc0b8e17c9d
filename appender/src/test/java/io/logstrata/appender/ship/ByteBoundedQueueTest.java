package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBoundedQueueTest {
  private final ByteBoundedQueue<Queued> queue = new ByteBoundedQueue<>(1_000);

  @Test
  void an_event_that_is_too_large_takes_the_room_of_no_other() {
    TooLarge event = new TooLarge();

    assertThat(queue.offer(event)).isEqualTo(ByteBoundedQueue.REFUSED);

    assertThat(event.otherFits).isTrue();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.bytes()).isEqualTo(100);
  }

  @Test
  void says_how_full_it_is_with_the_event_and_without_one_that_it_refuses() {
    assertThat(queue.offer(Note.of("a"))).isEqualTo(100);
    assertThat(queue.offer(Note.of("b"))).isEqualTo(200);
    assertThat(queue.offer(new Note(0, Severity.DEBUG, 601, "over 80 %")))
        .isEqualTo(ByteBoundedQueue.REFUSED);
    assertThat(queue.offer(new Note(0, Severity.DEBUG, 600, "80 %"))).isEqualTo(800);
    assertThat(queue.offer(new Note(0, Severity.ERROR, 200, "100 %"))).isEqualTo(1_000);
    assertThat(queue.size()).isEqualTo(4);
  }

  /** Another thread offers an event while this one is asked for its severity. */
  private final class TooLarge extends Queued {
    private boolean otherFits;

    @Override
    public long timestampMillis() {
      return 0;
    }

    @Override
    public Severity severity() {
      otherFits |= queue.offer(Note.of("fits")) != ByteBoundedQueue.REFUSED;
      return Severity.ERROR;
    }

    @Override
    public int heapBytes() {
      return 1_001;
    }
  }
}
