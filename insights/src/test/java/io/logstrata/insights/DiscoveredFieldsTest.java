package io.logstrata.insights;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.evaluate.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of one event, the first 200 fields are discovered. */
class DiscoveredFieldsTest {
  @Test
  void the_two_hundredth_field_is_discovered_and_the_next_is_not() {
    Event flat = Examples.event("{" + numbered(0, 201) + "}");
    assertThat(discovered(flat, "f199")).isTrue();
    assertThat(discovered(flat, "f200")).isFalse();
    assertThat(rows(flat, "fields f0, f199, f200 | filter f199 = 199"))
        .containsExactly(Map.of("f0", "0", "f199", "199"));
    assertThat(rows(flat, "filter f200 = 200")).isEmpty();
  }

  @Test
  void each_value_in_lists_and_objects_is_a_field_and_these_themselves_are_none() {
    // Three, then 196: so f195 is the 199th, "last.a.b" the 200th.
    Event nested =
        Examples.event(
            "{\"list\":[7,{\"x\":8}],\"empty\":{},\"none\":null,"
                + numbered(0, 196)
                + ",\"last\":{\"a\":{\"b\":1,\"c\":2}}}");
    assertThat(discovered(nested, "list.1.x")).isTrue();
    assertThat(discovered(nested, "f195")).isTrue();
    assertThat(discovered(nested, "last.a.b")).isTrue();
    assertThat(discovered(nested, "last.a.c")).isFalse();
  }

  private static String numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "\"f" + i + "\":" + i).collect(joining(","));
  }

  /** As a predicate and as a query say it, which read the message each in its own way. */
  private static boolean discovered(Event event, String field) {
    boolean byPredicate = Filter.parse("ispresent(" + field + ")").toPredicate().test(event);
    boolean byQuery = !rows(event, "filter ispresent(" + field + ")").isEmpty();
    assertThat(byQuery).isEqualTo(byPredicate);
    return byPredicate;
  }

  private static List<Map<String, String>> rows(Event event, String query) {
    return Query.parse(query).over(Stream.of(event)).stream().map(Row::cells).toList();
  }
}
