package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What key-values of any kind become. */
class FieldValuesTest extends EncoderFixture {
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
}
