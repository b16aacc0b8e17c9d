package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBoundedQueueTest {
  private final ByteBoundedQueue<Queued> queue = new ByteBoundedQueue<>(1_000);

  @Test
  void an_event_that_is_too_large_takes_the_room_of_no_other() {
    TooLarge event = new TooLarge();

    assertThat(queue.offer(event)).isFalse();

    assertThat(event.otherFits).isTrue();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.bytes()).isEqualTo(100);
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
      otherFits |= queue.offer(Note.of("fits"));
      return Severity.ERROR;
    }

    @Override
    public int heapBytes() {
      return 1_001;
    }
  }
}
