package io.logstrata.appender.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** The form of an event. */
class JsonEventEncoderTest extends EncoderFixture {
  @Test
  void writes_the_fields_of_an_ordinary_event_in_this_very_form() {
    LoggingEvent event = event(Level.INFO, "order {} paid", null, 17);
    event.setThreadName("http-1");
    event.setTimeStamp(1_559_347_200_007L);

    assertThat(new String(encoder().encode(event), UTF_8))
        .isEqualTo(
            """
            {"timestamp":"2019-06-01T00:00:00.007Z","level":"info","logger":"com.umma.Orders",\
            "thread":"http-1","message":"order 17 paid"}
            """);
  }

  @Test
  void knows_times_before_1970_and_at_the_end_of_a_minute() {
    LoggingEvent event = event(Level.INFO, "old", null);
    event.setTimeStamp(-1);
    assertThat(encoded(event)).containsEntry("timestamp", "1969-12-31T23:59:59.999Z");
    event = event(Level.INFO, "leap day", null);
    event.setTimeStamp(1_709_251_199_999L);
    assertThat(encoded(event)).containsEntry("timestamp", "2024-02-29T23:59:59.999Z");
  }

  @Test
  void writes_the_status_code_as_a_number_whether_it_comes_as_number_or_as_text() {
    assertThat(encoded(with("statusCode", 503))).containsEntry("statusCode", 503);
    assertThat(encoded(with("statusCode", "404"))).containsEntry("statusCode", 404);
    mdc.put("statusCode", "401");
    assertThat(encoded(event(Level.ERROR, "x", null))).containsEntry("statusCode", 401);
    mdc.put("statusCode", "0401");
    assertThat(encoded(event(Level.ERROR, "x", null))).containsEntry("statusCode", "0401");
    mdc.put("statusCode", "none");
    assertThat(encoded(event(Level.ERROR, "x", null))).containsEntry("statusCode", "none");
  }

  @Test
  void takes_the_status_code_from_the_exception_that_was_logged_if_nothing_else_has_one() {
    assertThat(encoded(event(Level.ERROR, "x", new Teapot()))).containsEntry("statusCode", 418);
    assertThat(encoded(event(Level.ERROR, "x", new RuntimeException(new Teapot()))))
        .doesNotContainKey("statusCode");
    mdc.put("statusCode", "500");
    assertThat(encoded(event(Level.ERROR, "x", new Teapot()))).containsEntry("statusCode", 500);
  }

  @Test
  void numbers_that_change_are_what_they_were() {
    assertThat(encoded(with("v", new AtomicInteger(-7)))).containsEntry("v", -7);
    assertThat(encoded(with("v", new AtomicLong(Long.MAX_VALUE))))
        .containsEntry("v", Long.MAX_VALUE);
    LongAdder adder = new LongAdder();
    adder.add(3);
    assertThat(encoded(with("v", List.of(adder, new AtomicInteger(4)))))
        .containsEntry("v", List.of(3, 4));
    AtomicInteger counter = new AtomicInteger(5);
    Object captured = CapturedValue.of("v", counter);
    counter.set(6);
    assertThat(captured).isEqualTo(5L);
  }

  @Test
  void a_status_code_has_its_new_name_wherever_it_comes_from() {
    JsonEventEncoder encoder = Encoders.with(context, e -> e.addFieldName("statusCode=status"));
    assertThat(Json.object(encoder.encode(with("statusCode", "404"))))
        .containsEntry("status", 404)
        .doesNotContainKey("statusCode");
    assertThat(Json.object(encoder.encode(event(Level.ERROR, "x", new Teapot()))))
        .containsEntry("status", 418);
    mdc.put("status", "mine");
    mdc.put("statusCode", "500");
    assertThat(Json.object(encoder.encode(event(Level.ERROR, "x", null))))
        .containsEntry("status", 500)
        .containsEntry("status_", "mine");
  }

  @Test
  void every_string_that_java_can_hold_comes_out_as_valid_utf_8() {
    Random random = new Random(11);
    for (int run = 0; run < 6_000; run++) {
      StringBuilder text = new StringBuilder();
      // Long ones of Latin-1 alone go another way, in pieces: a half is such, one in four with a
      // single strange letter, of which one in four is half a surrogate pair.
      int range = List.of(0x80, 0x100, 0x80, 0x10000).get(run % 4);
      int length = random.nextInt(run % 10 == 0 ? 1_000 : 100);
      int strange = run % 4 == 2 ? random.nextInt(100) : -1;
      for (int i = 0; i < length; i++) {
        boolean anything = i == strange || (range == 0x10000 && random.nextBoolean());
        text.append(
            (char)
                (anything && random.nextInt(4) == 0
                    ? 0xD800 + random.nextInt(0x800)
                    : random.nextInt(anything ? 0x10000 : Math.min(range, 0x100))));
      }
      // The JDK's own encoder replaces a lone surrogate as well, by its own sign.
      String expected =
          text.toString()
              .replaceAll("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])", "\uFFFD")
              .replaceAll("(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]", "\uFFFD");
      LoggingEvent event = event(Level.INFO, "{}", null, text);
      assertThat(encoded(event)).as("run %d", run).containsEntry("message", expected);
    }
  }

  @Test
  void emoji_hangul_controls_and_several_lines_arrive_as_they_are() {
    String text =
        "hi \uD83D\uDE00 \uC548\uB155 bell\u0007 ctl\u0001 del\u007F c1\u0085\nline\r\n\ttab \"\\\u2028";
    assertThat(encoded(event(Level.INFO, text, null))).containsEntry("message", text);
  }

  @Test
  void a_stack_trace_has_causes_suppressed_ones_and_folded_frames_as_java_prints_it() {
    Exception cause = new IllegalStateException("inner");
    Exception problem = new RuntimeException("outer", cause);
    problem.addSuppressed(new java.io.IOException("on closing"));

    String stack = exception(event(Level.ERROR, "x", problem)).get("stack");

    StringWriter java = new StringWriter();
    problem.printStackTrace(new PrintWriter(java));
    assertThat(stack.replaceAll("\\.\\.\\. (\\d+) common frames omitted", "... $1 more"))
        .isEqualToIgnoringWhitespace(java.toString());
    assertThat(exception(event(Level.ERROR, "x", problem)))
        .containsEntry("class", "java.lang.RuntimeException")
        .containsEntry("message", "outer");
  }

  @Test
  void survives_exceptions_that_cause_each_other_and_chains_without_end() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    first.addSuppressed(second);
    assertThat(exception(event(Level.ERROR, "x", first)).get("stack"))
        .contains("circular reference");

    Exception deep = new Exception("the bottom");
    for (int i = 0; i < 2_000; i++) {
      deep = new Exception("level " + i, deep);
    }
    Map<String, Object> object = encoded(event(Level.ERROR, "x", deep));
    assertThat(object.get("truncated").toString()).matches("\\{stackCharacters=\\d{6}}");
    assertThat(exception(event(Level.ERROR, "x", deep)).get("stack")).hasSize(65_536);
  }

  @Test
  void a_hidden_class_with_a_public_method_has_a_status_too() {
    assertThat(encoded(event(Level.ERROR, "x", new HiddenTeapot())))
        .containsEntry("statusCode", 418);
    assertThat(encoded(event(Level.ERROR, "x", new Proxied()))).containsEntry("statusCode", 503);
  }

  static final class HiddenTeapot extends RuntimeException {
    public int getStatusCode() {
      return 418;
    }
  }

  /** As a framework's exception does that answers through an interface. */
  public interface HasStatus {
    Integer getStatusCode();
  }

  private static final class Proxied extends RuntimeException implements HasStatus {
    @Override
    public Integer getStatusCode() {
      return 503;
    }
  }

  /** As a framework's exception does. */
  public static final class Teapot extends RuntimeException {
    public int getStatusCode() {
      return 418;
    }
  }
}
