package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.KeyValuePair;

class FrozenEventTest {
  private static final int EVENTS = 5_000;

  private final LoggerContext context = new LoggerContext();

  /** What a waiting event may look like, with a number in it so that no two share a string. */
  enum Shape {
    SHORT("order "),
    ORDINARY("x".repeat(200)),
    HANGUL("\uAC00".repeat(200)),
    WITH_MDC("x".repeat(100)),
    WITH_KEY_VALUES("x".repeat(100)),
    WITH_EXCEPTION("failed ");

    private final String text;

    Shape(String text) {
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void charges_what_an_event_really_occupies_while_it_waits(Shape shape) {
    // The queue links the events themselves, and adds nothing to what they occupy.
    FrozenEvent[] queue = new FrozenEvent[EVENTS];
    long before = usedHeapBytes();
    long charged = 0;
    for (int i = 0; i < EVENTS; i++) {
      FrozenEvent event = FrozenEvent.of(event(shape, i), false);
      charged += event.heapBytes();
      queue[i] = event;
    }
    long occupied = usedHeapBytes() - before;

    // Never much less than the truth, or the bound is none; not several times as much either.
    assertThat((double) charged / occupied)
        .as("%d charged, %d occupied, each of %d events", charged, occupied, queue.length)
        .isBetween(0.85, 2.5);
  }

  @Test
  void keeps_the_time_to_the_nanosecond() {
    LoggingEvent event = event(Shape.SHORT, 1);
    Instant instant = Instant.parse("2019-06-01T00:00:00.123456789Z");
    event.setInstant(instant);

    assertThat(FrozenEvent.of(event, false).getInstant()).isEqualTo(instant);
    assertThat(FrozenEvent.of(event, false).getTimeStamp()).isEqualTo(1_559_347_200_123L);
  }

  private LoggingEvent event(Shape shape, int number) {
    Exception failure =
        shape == Shape.WITH_EXCEPTION ? new IllegalStateException("no " + number) : null;
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            context.getLogger("com.umma.Orders"),
            Level.INFO,
            shape.text + number,
            failure,
            null);
    Map<String, String> mdc = new HashMap<>();
    if (shape == Shape.WITH_MDC) {
      for (int i = 0; i < 4; i++) {
        mdc.put("key " + i + " of " + number, "value " + i + " of " + number);
      }
    }
    event.setMDCPropertyMap(mdc.isEmpty() ? Map.of() : mdc);
    if (shape == Shape.WITH_KEY_VALUES) {
      event.setKeyValuePairs(
          List.of(
              new KeyValuePair("text " + number, "value of " + number),
              new KeyValuePair("number " + number, 1_000_000L + number)));
    }
    return event;
  }

  /** After collections, as long as they still find something. */
  private static long usedHeapBytes() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
