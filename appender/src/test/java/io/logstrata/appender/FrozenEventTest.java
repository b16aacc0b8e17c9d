package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.logstrata.appender.json.StatusOfException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class FrozenEventTest {
  /** Before Logback 1.5.22, no text can stand in the place of an exception's name. */
  private static final String NAME = "(\\.\\.\\.: )?";

  private static final int EVENTS = 5_000;
  private static final FrozenEvent.Kept NOTHING_MORE = new FrozenEvent.Kept(false, false, false);
  private static final FrozenEvent.Kept ALL = new FrozenEvent.Kept(false, true, true);

  private final LoggerContext context = new LoggerContext();

  /** What a waiting event may look like, with a number in it so that no two share a string. */
  enum Shape {
    SHORT("order "),
    ORDINARY("x".repeat(200)),
    HANGUL("\uAC00".repeat(200)),
    HANGUL_AT_THE_END("x".repeat(199) + "\uAC00"),
    WITH_MDC("x".repeat(100)),
    WITH_KEY_VALUES("x".repeat(100)),
    WITH_STRUCTURES("x".repeat(100)),
    WITH_A_THREAD_OF_ITS_OWN("x".repeat(100)),
    WITH_ARGUMENTS("x".repeat(100) + " {} {} of "),
    WITH_MARKERS("x".repeat(100)),
    WITH_EXCEPTION("failed "),
    WITH_AN_EXCEPTION_THAT_ANOTHER_APPENDER_HAS_SHOWN("failed "),
    WITH_AN_EXCEPTION_THAT_HOLDS_A_REQUEST("failed "),
    WITH_A_THOUSAND_CAUSES("failed "),
    WITH_MORE_CAUSES_THAN_ARE_KEPT("failed "),
    WITH_MANY_SUPPRESSED("failed ");

    private final String text;

    Shape(String text) {
      this.text = text;
    }

    int events() {
      return switch (this) {
        case WITH_A_THOUSAND_CAUSES, WITH_MORE_CAUSES_THAN_ARE_KEPT, WITH_MANY_SUPPRESSED -> 50;
        default -> EVENTS;
      };
    }

    Exception failure(int number) {
      return switch (this) {
        case WITH_EXCEPTION, WITH_AN_EXCEPTION_THAT_ANOTHER_APPENDER_HAS_SHOWN ->
            new IllegalStateException("no " + number);
        case WITH_AN_EXCEPTION_THAT_HOLDS_A_REQUEST -> new RequestException(number);
        case WITH_A_THOUSAND_CAUSES -> chain(1_000, number);
        case WITH_MORE_CAUSES_THAN_ARE_KEPT -> chain(1_500, number);
        case WITH_MANY_SUPPRESSED -> {
          Exception failure = new IllegalStateException("no " + number);
          for (int i = 0; i < 300; i++) {
            failure.addSuppressed(chain(3, number));
          }
          yield failure;
        }
        default -> null;
      };
    }

    private static Exception chain(int length, int number) {
      Exception failure = new IllegalStateException("the bottom of " + number);
      for (int i = 1; i < length; i++) {
        failure = new IllegalStateException("level " + i + " of " + number, failure);
      }
      return failure;
    }
  }

  @ParameterizedTest
  @EnumSource
  void charges_what_an_event_really_occupies_while_it_waits(Shape shape) {
    assertThat(chargedOfOccupied(shape)).satisfies(FrozenEventTest::isHonest);
  }

  @Test
  @Timeout(120)
  void so_it_does_on_a_jvm_whose_references_take_eight_bytes()
      throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UseCompressedOops",
                "-cp",
                System.getProperty("java.class.path"),
                EveryShape.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> ratios = jvm.inputReader().lines().toList();

    assertThat(jvm.waitFor()).isZero();
    assertThat(ratios).hasSameSizeAs(Shape.values());
    assertThat(ratios)
        .allSatisfy(line -> isHonest(Double.parseDouble(line.substring(line.indexOf(' ')))));
  }

  /** Prints how much of what it occupies each shape is charged. */
  static final class EveryShape {
    public static void main(String[] arguments) {
      for (Shape shape : Shape.values()) {
        double unused = new FrozenEventTest().chargedOfOccupied(shape); // has classes to load
        System.out.println(shape + " " + new FrozenEventTest().chargedOfOccupied(shape));
      }
    }
  }

  /** Never much less than the truth, or the bound is none; not several times as much either. */
  private static void isHonest(double chargedOfOccupied) {
    assertThat(chargedOfOccupied).isBetween(0.85, 2.5);
  }

  private double chargedOfOccupied(Shape shape) {
    // The queue links the events themselves, and adds nothing to what they occupy.
    FrozenEvent[] queue = new FrozenEvent[shape.events()];
    long before = usedHeapBytes();
    long charged = 0;
    for (int i = 0; i < queue.length; i++) {
      FrozenEvent event =
          FrozenEvent.of(event(shape, i), shape == Shape.WITH_ARGUMENTS ? ALL : NOTHING_MORE);
      charged += event.heapBytes();
      queue[i] = event;
    }
    long occupied = usedHeapBytes() - before;
    assertThat(queue[queue.length - 1]).as("still in use").isNotNull();
    return (double) charged / occupied;
  }

  @Test
  void a_threads_name_is_charged_to_the_first_event_that_waits_in_a_queue() {
    LoggingEvent event = event(Shape.WITH_A_THREAD_OF_ITS_OWN, 1);
    FrozenEvent.Kept one = new FrozenEvent.Kept(false, false, false);
    FrozenEvent.Kept other = new FrozenEvent.Kept(false, false, false);
    int first = FrozenEvent.of(event, one).heapBytes();

    assertThat(FrozenEvent.of(event, one).heapBytes()).isLessThan(first - 100);
    assertThat(FrozenEvent.of(event, other).heapBytes()).isEqualTo(first);
    one.names().forget(event.getThreadName()); // the first one was refused
    assertThat(FrozenEvent.of(event, one).heapBytes()).isEqualTo(first);
  }

  @Test
  void keeps_the_time_to_the_nanosecond() {
    LoggingEvent event = event(Shape.SHORT, 1);
    Instant instant = Instant.parse("2019-06-01T00:00:00.123456789Z");
    event.setInstant(instant);

    assertThat(FrozenEvent.of(event, NOTHING_MORE).getInstant()).isEqualTo(instant);
    assertThat(FrozenEvent.of(event, NOTHING_MORE).getTimeStamp()).isEqualTo(1_559_347_200_123L);
  }

  @Test
  void lets_the_exception_itself_go_and_keeps_what_it_says() {
    RequestException failure = new RequestException(1);
    LoggingEvent event = failed(failure);
    FrozenEvent frozen = FrozenEvent.of(event, NOTHING_MORE);

    assertThat(frozen.getThrowableProxy()).isNotInstanceOf(ThrowableProxy.class);
    assertThat(StatusOfException.of(frozen.getThrowableProxy())).isEqualTo(422);
    assertThat(failure.asked).isEqualTo(1);
  }

  @Test
  void keeps_template_and_arguments_only_if_that_is_asked_for() {
    LoggingEvent event = event(Shape.WITH_ARGUMENTS, 7);
    FrozenEvent without = FrozenEvent.of(event, NOTHING_MORE);
    assertThat(without.getArgumentArray()).isNull();
    assertThat(without.getMessage()).endsWith("x the item 7 1000007 of 7");

    FrozenEvent with = FrozenEvent.of(event, ALL);
    assertThat(with.getArgumentArray()).containsExactly("the item 7", 1_000_007L);
    assertThat(with.getMessage()).endsWith("x {} {} of 7");
    assertThat(with.getFormattedMessage()).endsWith("x the item 7 1000007 of 7");
    assertThat(with.heapBytes()).isGreaterThan(without.heapBytes());
  }

  @Test
  void keeps_what_markers_hold_only_if_that_is_asked_for() {
    LoggingEvent event = event(Shape.WITH_MARKERS, 7);
    List<Marker> markers = event.getMarkerList();

    assertThat(FrozenEvent.of(event, ALL).getMarkerList()).isSameAs(markers);
    assertThat(FrozenEvent.of(event, NOTHING_MORE).getMarkerList())
        .noneMatch(marker -> marker == markers.get(0)) // all of one name are equal
        .extracting(Marker::getName)
        .containsExactly(markers.get(0).getName(), "AUDIT");
  }

  @Test
  void an_ordinary_event_costs_what_the_guide_says() {
    int ignored = FrozenEvent.of(event(Shape.ORDINARY, 7), NOTHING_MORE).heapBytes();
    int bytes = FrozenEvent.of(event(Shape.ORDINARY, 7), NOTHING_MORE).heapBytes();
    assertThat(bytes).isBetween(280, 320);
    assertThat((64L << 20) / 10 * 9 / bytes).isBetween(190_000L, 210_000L);
  }

  @Test
  void an_exception_looks_the_same_through_any_layout() {
    Exception inner = new IllegalStateException("inner");
    Exception outer = new RuntimeException("outer", inner);
    outer.addSuppressed(new java.io.IOException("on closing", inner));
    inner.addSuppressed(outer);
    context.setPackagingDataEnabled(true);
    for (String pattern :
        List.of("%ex", "%rEx", "%xEx", "%ex{3}", "%ex{short}", "%throwable{full}", "%rxEx")) {
      PatternLayout layout = new PatternLayout();
      layout.setContext(context);
      layout.setPattern("%msg " + pattern);
      layout.start();
      assertThat(layout.doLayout(FrozenEvent.of(failed(outer), NOTHING_MORE)))
          .as(pattern)
          .isEqualTo(layout.doLayout(failed(outer)))
          .contains("inner");
    }
  }

  @Test
  void says_how_many_causes_are_left_out() {
    String stack = stack(Shape.WITH_MORE_CAUSES_THAN_ARE_KEPT);
    assertThat(stack.lines().filter(line -> line.startsWith("Caused by: "))).hasSize(1_000);
    assertThat(stack).containsPattern("Caused by: " + NAME + "500 more causes are left out");
    assertThat(stack(Shape.WITH_A_THOUSAND_CAUSES)).doesNotContain("left out");
  }

  @Test
  void says_how_many_suppressed_ones_are_left_out() {
    assertThat(stack(Shape.WITH_MANY_SUPPRESSED)).doesNotContain("left out");
    Exception failure = new IllegalStateException("no");
    for (int i = 0; i < 1_234; i++) {
      failure.addSuppressed(new IllegalStateException("on closing"));
    }
    assertThat(
            ThrowableProxyUtil.asString(
                FrozenEvent.of(failed(failure), NOTHING_MORE).getThrowableProxy()))
        .containsPattern("Suppressed: " + NAME + "235 more are left out");
  }

  /** Hidden, holds what it is about, and knows a status. */
  static final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final byte[] body = new byte[10_000];
    private int asked;

    RequestException(int number) {
      super("no " + number);
    }

    public int getStatusCode() {
      asked++;
      return 422 + body[0];
    }
  }

  private static String stack(Shape shape) {
    LoggingEvent event = new FrozenEventTest().event(shape, 7);
    return ThrowableProxyUtil.asString(FrozenEvent.of(event, NOTHING_MORE).getThrowableProxy());
  }

  private LoggingEvent failed(Throwable failure) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", context.getLogger("com.umma.Orders"), Level.ERROR, "failed", failure, null);
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private LoggingEvent event(Shape shape, int number) {
    LoggingEvent event =
        new LoggingEvent(
            "fqcn",
            context.getLogger("com.umma.Orders"),
            Level.INFO,
            shape.text + number,
            shape.failure(number),
            shape == Shape.WITH_ARGUMENTS
                ? new Object[] {"the item " + number, 1_000_000L + number}
                : null);
    Map<String, String> mdc = new HashMap<>();
    if (shape == Shape.WITH_MDC) {
      for (int i = 0; i < 4; i++) {
        mdc.put("key " + i + " of " + number, "value " + i + " of " + number);
      }
    }
    event.setMDCPropertyMap(mdc.isEmpty() ? Map.of() : mdc);
    if (shape == Shape.WITH_A_THREAD_OF_ITS_OWN) {
      event.setThreadName("request " + "y".repeat(100) + number);
    }
    if (shape == Shape.WITH_KEY_VALUES) {
      event.setKeyValuePairs(
          List.of(
              new KeyValuePair("text " + number, "value of " + number),
              new KeyValuePair("number " + number, 1_000_000L + number)));
    }
    if (shape == Shape.WITH_MARKERS) {
      event.addMarker(Markers.append("body", "y".repeat(1_000) + number));
      event.addMarker(MarkerFactory.getMarker("AUDIT"));
    }
    if (shape == Shape.WITH_AN_EXCEPTION_THAT_ANOTHER_APPENDER_HAS_SHOWN) {
      assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy())).contains("\tat ");
    }
    if (shape == Shape.WITH_STRUCTURES) {
      event.setKeyValuePairs(
          List.of(
              new KeyValuePair("list", List.of("a " + number, "b " + number, number)),
              new KeyValuePair("map", Map.of("x", "y " + number, "z", new long[] {1, 2, number})),
              new KeyValuePair("number", BigInteger.TWO.pow(2_000 + number % 7))));
    }
    return event;
  }

  @Test
  void an_mdc_that_was_made_by_hand_is_what_it_was_when_the_event_was_logged() {
    Map<String, String> mdc = new HashMap<>(Map.of("user", "then"));
    LoggingEvent event =
        new LoggingEvent("fqcn", context.getLogger("x"), Level.INFO, "x", null, null);
    event.setMDCPropertyMap(mdc);
    FrozenEvent frozen = FrozenEvent.of(event, NOTHING_MORE);
    mdc.put("user", "now");
    assertThat(frozen.getMDCPropertyMap()).isEqualTo(Map.of("user", "then"));
  }

  @Test
  void logbacks_own_mdc_is_shared_and_not_copied() {
    LogbackMDCAdapter adapter = new LogbackMDCAdapter();
    context.setMDCAdapter(adapter);
    adapter.put("user", "then");
    LoggingEvent event =
        new LoggingEvent("fqcn", context.getLogger("x"), Level.INFO, "x", null, null);
    assertThat(FrozenEvent.of(event, NOTHING_MORE).getMDCPropertyMap())
        .isSameAs(event.getMDCPropertyMap())
        .isSameAs(adapter.getPropertyMap());
    adapter.put("user", "now");
    assertThat(event.getMDCPropertyMap()).isEqualTo(Map.of("user", "then"));
  }

  @Test
  void a_status_code_that_is_an_object_is_asked_for_its_number_by_the_thread_that_logs() {
    LoggingEvent event = event(Shape.SHORT, 1);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("statusCode", new Answered()),
            new KeyValuePair("other", new Answered())));
    List<KeyValuePair> frozen = FrozenEvent.of(event, NOTHING_MORE).getKeyValuePairs();
    assertThat(frozen.get(0).value).isEqualTo(404);
    assertThat(frozen.get(1).value).isEqualTo("a response");
  }

  /** As a framework's response. */
  public static final class Answered {
    private final Thread caller = Thread.currentThread();

    public int getStatusCode() {
      return Thread.currentThread() == caller ? 404 : 500;
    }

    @Override
    public String toString() {
      return "a response";
    }
  }

  @Test
  void a_collection_is_what_it_was_when_the_event_was_logged() {
    List<Object> list = new ArrayList<>(List.of("then"));
    LoggingEvent event = event(Shape.SHORT, 1);
    event.setKeyValuePairs(List.of(new KeyValuePair("list", list)));
    FrozenEvent frozen = FrozenEvent.of(event, NOTHING_MORE);
    list.set(0, "now");
    assertThat(frozen.getKeyValuePairs().get(0).value).isEqualTo(List.of("then"));
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
