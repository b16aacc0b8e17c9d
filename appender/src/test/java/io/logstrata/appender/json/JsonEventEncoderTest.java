package io.logstrata.appender.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class JsonEventEncoderTest {
  private static final int SERVICE_LIMIT = 1_048_550;

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("com.umma.Orders");
  private final Map<String, String> mdc = new LinkedHashMap<>();

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
  void keeps_numbers_and_booleans_of_key_values_and_makes_the_rest_text() {
    LoggingEvent event = event(Level.INFO, "x", null);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("int", 1),
            new KeyValuePair("long", Long.MIN_VALUE),
            new KeyValuePair("decimal", new BigDecimal("1E+3")),
            new KeyValuePair("double", 0.5),
            new KeyValuePair("nan", Double.NaN),
            new KeyValuePair("yes", true),
            new KeyValuePair("nothing", null),
            new KeyValuePair("day", LocalDate.of(2019, 6, 1))));

    assertThat(encoded(event))
        .containsEntry("int", 1)
        .containsEntry("long", Long.MIN_VALUE)
        .containsEntry("double", 0.5)
        .containsEntry("nan", "NaN")
        .containsEntry("yes", true)
        .containsEntry("nothing", null)
        .containsEntry("day", "2019-06-01");
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
  void numbers_of_classes_that_are_not_the_jdks_are_text() {
    BigInteger amount =
        new BigInteger("1") {
          private static final long serialVersionUID = 1;

          @Override
          public String toString() {
            return "1 EUR";
          }
        };
    BigDecimal failing =
        new BigDecimal("1") {
          private static final long serialVersionUID = 1;

          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };
    assertThat(encoded(with("v", amount))).containsEntry("v", "1 EUR");
    assertThat(encoded(with("v", List.of(amount)))).containsEntry("v", "[1 EUR]");
    assertThat((String) encoded(with("v", failing)).get("v")).startsWith("[toString of ");
  }

  @Test
  void arrays_collections_and_maps_of_plain_values_are_arrays_and_objects() {
    LoggingEvent event = event(Level.INFO, "x", null);
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("text", "a \"b\"");
    map.put(1, List.of(true, 0.5));
    map.put("1", null);
    map.put("half \uD800", 1);
    map.put("half \uFFFD", 2);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("ints", new int[] {1, -2}),
            new KeyValuePair("objects", new Object[] {"a", 'b', Level.class.getSimpleName(), null}),
            new KeyValuePair("list", List.of("a", 1, List.of(), Map.of())),
            new KeyValuePair("map", map),
            new KeyValuePair("nan", new double[] {Double.NaN, 1})));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("text", "a \"b\"");
    expected.put("1", List.of(true, 0.5));
    expected.put("1_", null);
    expected.put("half \uFFFD", 1);
    expected.put("half \uFFFD_", 2);
    assertThat(encoded(event))
        .containsEntry("ints", List.of(1, -2))
        .containsEntry("objects", Arrays.asList("a", "b", "Level", null))
        .containsEntry("list", List.of("a", 1, List.of(), Map.of()))
        .containsEntry("map", expected)
        .containsEntry("nan", List.of("NaN", 1.0));
  }

  @Test
  void what_is_deep_long_or_not_plain_is_text() {
    Object deep = List.of(List.of(List.of(List.of(1))));
    assertThat(encoded(with("v", deep)).get("v")).isEqualTo(deep);
    assertThat(encoded(with("v", List.of(deep))).get("v")).isEqualTo("[[[[[1]]]]]");
    assertThat(encoded(with("v", Collections.nCopies(1_000, 7))).get("v"))
        .isEqualTo(Collections.nCopies(1_000, 7));
    assertThat((String) encoded(with("v", Collections.nCopies(1_001, 7))).get("v"))
        .startsWith("[7, 7, ");
    assertThat(encoded(with("v", List.of(LocalDate.of(2019, 6, 1)))).get("v"))
        .isEqualTo("[2019-06-01]");
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThat(encoded(with("v", itself)).get("v")).isEqualTo("[(this Collection)]");
    assertThat((String) encoded(with("v", BigInteger.TEN.pow(1_000))).get("v")).hasSize(1_001);
  }

  @Test
  void a_value_that_calls_itself_nothing_is_the_text_null() {
    Object nothing =
        new Object() {
          @Override
          @SuppressWarnings("ToStringReturnsNull") // as somebody's does
          public String toString() {
            return null;
          }
        };
    assertThat(encoded(with("v", nothing))).containsEntry("v", "null");
  }

  @Test
  void static_fields_are_not_pushed_aside_by_what_an_event_brings() {
    mdc.put("service", "of the MDC");
    JsonEventEncoder encoder = Encoders.with(context, e -> e.addStaticField("service=umma"));
    assertThat(Json.object(encoder.encode(with("service", "of the event"))))
        .containsEntry("service", "umma")
        .containsEntry("service_", "of the event")
        .containsEntry("service__", "of the MDC");
  }

  @Test
  void names_that_become_equal_as_they_are_written_are_told_apart() {
    mdc.put("half \uD83D", "1");
    mdc.put("half \uFFFD", "2");
    mdc.put("whole \uD83D\uDE00", "3");
    assertThat(encoded(event(Level.INFO, "x", null)))
        .containsEntry("half \uFFFD", "1")
        .containsEntry("half \uFFFD_", "2")
        .containsEntry("whole \uD83D\uDE00", "3");
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
  void key_values_stand_in_an_object_of_their_own_if_that_is_asked_for() {
    mdc.put("user", "7");
    LoggingEvent event = event(Level.ERROR, "x", null);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("user", 8),
            new KeyValuePair("user", 9),
            new KeyValuePair("level", "mine"),
            new KeyValuePair("statusCode", "404")));
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setNestKeyValuesAs("fields"));
    assertThat(Json.object(encoder.encode(event)))
        .containsEntry("user", "7")
        .containsEntry("level", "error")
        .containsEntry("fields", Map.of("user", 8, "user_", 9, "level", "mine", "statusCode", 404));
  }

  @Test
  void never_writes_a_name_twice_whatever_the_mdc_contains() {
    mdc.put("message", "mine");
    mdc.put("message_", "mine too");
    mdc.put("level", "mine");
    mdc.put("userId", "from the MDC");
    LoggingEvent event = with("userId", "from the event");

    assertThat(encoded(event))
        .containsEntry("message", "x")
        .containsEntry("message_", "mine")
        .containsEntry("message__", "mine too")
        .containsEntry("level", "error")
        .containsEntry("level_", "mine")
        .containsEntry("userId", "from the event")
        .containsEntry("userId_", "from the MDC");
  }

  @Test
  void every_string_that_java_can_hold_comes_out_as_valid_utf_8() {
    Random random = new Random(11);
    for (int run = 0; run < 6_000; run++) {
      StringBuilder text = new StringBuilder();
      // Long ones of ASCII alone go another way: a third has nothing else, a third one such letter.
      int ascii = run % 3;
      int strange = ascii == 1 ? random.nextInt(100) : -1;
      for (int i = random.nextInt(100); i > 0; i--) {
        int kind = ascii > 0 && i != strange ? 0 : random.nextInt(4);
        text.append(
            (char)
                (kind == 0
                    ? random.nextInt(0x80)
                    : kind == 1 ? 0xD800 + random.nextInt(0x800) : random.nextInt(0x10000)));
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
  void an_object_that_cannot_say_what_it_is_does_not_cost_the_event() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError();
          }
        };
    assertThat(encoded(with("thing", hostile)).get("thing").toString())
        .startsWith("[toString of ")
        .endsWith("failed: java.lang.StackOverflowError]");
  }

  @Test
  void cuts_an_event_inside_so_that_it_stays_json_and_says_what_was_cut() {
    String face = "\uD83D\uDE00";
    Map<String, Object> object =
        encodedWithin(event(Level.ERROR, face.repeat(600_000), new Exception("boom")));
    assertThat((String) object.get("message")).startsWith(face).endsWith(face);
    assertThat(object.get("truncated")).isEqualTo(Map.of("messageCharacters", 1_200_000));
    assertThat(object).containsKey("exception");

    object = encodedWithin(event(Level.ERROR, "\u0001".repeat(300_000), null));
    assertThat(object.get("truncated")).isEqualTo(Map.of("messageCharacters", 300_000));

    mdc.put("huge", "x".repeat(2_000_000));
    object = encodedWithin(event(Level.ERROR, "short", null));
    assertThat(object).containsEntry("message", "short");
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 1));
    assertThat((String) object.get("huge")).hasSize(1_024);

    for (int i = 0; i < 5_000; i++) {
      mdc.put("key " + i, "x".repeat(500));
    }
    mdc.put("statusCode", "404");
    LoggingEvent many = event(Level.ERROR, "short", null);
    many.addMarker(MarkerFactory.getMarker("AUDIT"));
    object = encodedWithin(many);
    assertThat(object)
        .containsEntry("message", "short")
        .containsEntry("statusCode", 404)
        .doesNotContainKey("key 1");
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 5_002));
  }

  @Test
  void a_structure_that_makes_an_event_too_long_becomes_text_that_is_cut() {
    Map<String, Object> object =
        encodedWithin(with("list", Collections.nCopies(1_000, "y".repeat(2_000))));
    assertThat((String) object.get("list")).startsWith("[yyy").hasSize(1_024);
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 1));
  }

  @Test
  void says_how_long_a_stack_was_that_is_cut() {
    Exception exception = new Exception("s".repeat(10_000));
    exception.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setMaxStackCharacters("100"));
    Map<String, Object> object = Json.object(encoder.encode(event(Level.ERROR, "x", exception)));
    int whole = "java.lang.Exception: ".length() + 10_000 + "\n\tat A.b(A.java:1)\n".length();
    assertThat(object.get("truncated")).isEqualTo(Map.of("stackCharacters", whole));
  }

  @Test
  void uses_nearly_all_the_room_there_is_for_an_event_that_is_too_long() {
    byte[] cut =
        encoder().encodeWithin(event(Level.INFO, "a".repeat(2_000_000), null), SERVICE_LIMIT);
    assertThat(cut.length).isBetween(SERVICE_LIMIT - 300, SERVICE_LIMIT);
  }

  @Test
  void a_message_and_a_stack_that_are_both_too_long_share_the_room() {
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setMaxStackCharacters("1000000"));
    Exception exception = new Exception("s".repeat(900_000));
    byte[] cut = encoder.encodeWithin(event(Level.INFO, "m".repeat(900_000), exception), 65_536);
    assertThat(cut.length).isLessThanOrEqualTo(65_536);
    Map<String, Object> object = Json.object(cut);
    assertThat((String) object.get("message")).hasSizeGreaterThanOrEqualTo(4_096);
    assertThat(object.get("truncated").toString())
        .contains("messageCharacters=900000", "stackCharacters=90");
  }

  @Test
  void names_levels_nesting_and_static_fields_are_the_users_choice() {
    mdc.put("user", "7");
    mdc.put("service", "mine");
    LoggingEvent event = with("statusCode", 500);
    event.addMarker(MarkerFactory.getMarker("AUDIT"));
    JsonEventEncoder encoder =
        Encoders.with(
            context,
            e -> {
              e.addFieldName("level=severity");
              e.setUpperCaseLevel("true");
              e.setNestMdcAs("mdc");
              e.addStaticField("service=umma");
            });

    assertThat(Json.object(encoder.encode(event)))
        .containsEntry("severity", "ERROR")
        .containsEntry("service", "umma")
        .containsEntry("statusCode", 500)
        .containsEntry("markers", List.of("AUDIT"))
        .containsEntry("mdc", Map.of("user", "7", "service", "mine"));
  }

  @Test
  void says_every_problem_of_its_configuration_and_does_not_start() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addFieldName("level=message");
    encoder.addFieldName("colour=x");
    encoder.addFieldName("thread");
    encoder.addStaticField("service");
    encoder.addStaticField("logger=mine");
    encoder.addStaticField("statusCode=7");
    encoder.setNestMdcAs("rest");
    encoder.setNestKeyValuesAs("rest");
    encoder.setUpperCaseLevel("yes");
    encoder.setStatusFromException("no");
    encoder.setMaxStackCharacters("-1");
    encoder.start();

    assertThat(encoder.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .containsExactlyInAnyOrder(
            "fieldName is \"thread\": write name=value",
            "staticField is \"service\": write name=value",
            "fieldName gives level and message the same name \"message\": give each its own",
            "fieldName renames \"colour\", which does not exist: use one of [timestamp, level,"
                + " logger, thread, message, statusCode, markers, exception, truncated]",
            "nestKeyValuesAs has the name \"rest\", which nestMdcAs has already: give each its own",
            "staticField has the name \"logger\", which logger has already: give each its own",
            "staticField has the name \"statusCode\", which statusCode has already: give each its"
                + " own",
            "upperCaseLevel is \"yes\": use true or false",
            "statusFromException is \"no\": use true or false",
            "maxStackCharacters is \"-1\": give a number from 0 to 1000000, such as 65536");
  }

  @Test
  void starts_once_its_configuration_has_been_put_right() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addStaticField("service");
    encoder.setUpperCaseLevel("yes");
    encoder.start();
    assertThat(encoder.isStarted()).isFalse();

    encoder.addStaticField("service=umma");
    encoder.setUpperCaseLevel("true");
    encoder.start();
    assertThat(Json.object(encoder.encode(event(Level.INFO, "x", null))))
        .containsEntry("service", "umma")
        .containsEntry("level", "INFO");
  }

  @Test
  void a_name_that_is_empty_or_given_twice_is_a_problem() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addFieldName("level=");
    encoder.addFieldName("thread= ");
    encoder.addFieldName("logger=a");
    encoder.addFieldName("logger=b");
    encoder.addFieldName("message=text");
    encoder.addFieldName("message=text");
    encoder.addStaticField("service=umma");
    encoder.addStaticField("service = other");
    encoder.setUpperCaseLevel("yes");
    List<String> problems =
        List.of(
            "fieldName gives \"level\" an empty name: give it one",
            "fieldName gives \"thread\" an empty name: give it one",
            "fieldName is given for \"logger\" as \"a\" and as \"b\": keep one of them",
            "staticField is given for \"service\" as \"umma\" and as \"other\": keep one of them",
            "upperCaseLevel is \"yes\": use true or false");
    encoder.start();
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(0)).containsExactlyInAnyOrderElementsOf(problems);

    encoder.start();
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(problems.size())).containsExactlyInAnyOrderElementsOf(problems);

    encoder.addFieldName("level=severity");
    encoder.addFieldName("thread=on");
    encoder.addFieldName("logger=c");
    encoder.addStaticField("service=third");
    encoder.setUpperCaseLevel("false");
    encoder.start();
    assertThat(Json.object(encoder.encode(event(Level.INFO, "x", null))))
        .containsEntry("severity", "info")
        .containsEntry("text", "x")
        .containsEntry("service", "third")
        .containsKeys("on", "c");
    assertThat(saidSince(2 * problems.size())).isEmpty();
  }

  @Test
  void a_static_field_that_is_given_twice_is_a_problem_even_if_it_is_the_same() {
    JsonEventEncoder encoder =
        Encoders.with(
            context,
            e -> {
              e.addStaticField("service=umma");
              e.addStaticField("service=umma");
            });
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(0))
        .containsExactly(
            "staticField is given for \"service\" as \"umma\" and as \"umma\": keep one of them");
  }

  private List<String> saidSince(int before) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .skip(before)
        .map(Status::getMessage)
        .toList();
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

  private LoggingEvent with(String key, Object value) {
    LoggingEvent event = event(Level.ERROR, "x", null);
    event.setKeyValuePairs(List.of(new KeyValuePair(key, value)));
    return event;
  }

  private LoggingEvent event(Level level, String message, Throwable problem, Object... arguments) {
    LoggingEvent event = new LoggingEvent("fqcn", logger, level, message, problem, arguments);
    event.setMDCPropertyMap(new LinkedHashMap<>(mdc));
    return event;
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> exception(LoggingEvent event) {
    return (Map<String, String>) encoded(event).get("exception");
  }

  private Map<String, Object> encoded(LoggingEvent event) {
    byte[] line = encoder().encode(event);
    byte[] json = Arrays.copyOf(line, line.length - 1);
    assertThat(line).endsWith('\n');
    assertThat(unquoted(encoder(), event, SERVICE_LIMIT)).isEqualTo(json);
    return Json.object(json);
  }

  /** What the form for the inside of a string stands for, as a parser that is not ours reads it. */
  private static byte[] unquoted(JsonEventEncoder encoder, LoggingEvent event, int atMostBytes) {
    AtomicReference<byte[]> unquoted = new AtomicReference<>();
    encoder.encodeQuoted(
        event,
        atMostBytes,
        (quoted, length, utf8Bytes) -> {
          String string = "\"" + new String(quoted, 0, length, UTF_8) + "\"";
          unquoted.set(Json.text(string).getBytes(UTF_8));
          assertThat(unquoted.get()).hasSize(utf8Bytes);
        });
    return unquoted.get();
  }

  private Map<String, Object> encodedWithin(LoggingEvent event) {
    byte[] json = encoder().encodeWithin(event, SERVICE_LIMIT);
    assertThat(json.length).isLessThanOrEqualTo(SERVICE_LIMIT);
    assertThat(unquoted(encoder(), event, SERVICE_LIMIT)).isEqualTo(json);
    return Json.object(json);
  }

  private JsonEventEncoder encoder() {
    return Encoders.with(context, e -> {});
  }
}
