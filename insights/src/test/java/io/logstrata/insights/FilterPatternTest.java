package io.logstrata.insights;

import static io.logstrata.insights.Examples.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.logstrata.insights.evaluate.PatternEvaluation;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.read.PatternReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPatternTest {
  private static final String GUARDED =
      "{ ($.level = \"error\") && (($.statusCode NOT EXISTS) || ($.statusCode IS NULL) ||"
          + " (($.statusCode != 400) && ($.statusCode != 401) && ($.statusCode != 403) && ($.statusCode != 404))) }";

  @Test
  void the_special_errors_are_written_with_guards_for_an_absent_status() {
    assertThat(ErrorFilter.special().toFilterPattern()).isEqualTo(GUARDED);
    assertThat(FilterPattern.parse(GUARDED).toPredicate())
        .accepts(
            event("{\"level\":\"error\"}"),
            event("{\"level\":\"error\",\"statusCode\":null}"),
            event("{\"level\":\"error\",\"statusCode\":503}"))
        .rejects(event("{\"level\":\"error\",\"statusCode\":404}"), event("{\"level\":\"info\"}"));
  }

  @Test
  void the_seed_pattern_is_read_and_written_with_the_same_parts_and_misses_errors_without_a_status()
      throws IOException {
    String seed;
    try (InputStream stream =
        Filter.class.getResourceAsStream("special-errors-missing-absent-status.pattern")) {
      seed = new String(stream.readAllBytes(), UTF_8).stripTrailing();
    }
    assertThat(seed)
        .isEqualTo(
            "{ $.level = \"error\" && $.statusCode != 400 && $.statusCode != 401 && $.statusCode != 403 && $.statusCode != 404 }");
    Filter filter = Filter.parsePattern(seed);
    assertThat(filter.toFilterPattern())
        .isEqualTo(
            "{ ($.level = \"error\") && ($.statusCode != 400) && ($.statusCode != 401) && ($.statusCode != 403) && ($.statusCode != 404) }");
    assertThat(Filter.parsePattern(filter.toFilterPattern())).isEqualTo(filter);
    assertThat(filter.toPredicate())
        .accepts(event("{\"level\":\"error\",\"statusCode\":503}"))
        .rejects(event("{\"level\":\"error\"}"));
    assertThat(FilterPattern.parse(seed).toPredicate()).rejects(event("{\"level\":\"error\"}"));
  }

  @Test
  void what_a_pattern_reads_back_is_the_same_filter() {
    assertThat(Filter.parsePattern(GUARDED).toFilterPattern()).isEqualTo(GUARDED);
  }

  @Test
  void texts_in_the_message_become_terms() {
    Filter filter =
        Fields.MESSAGE
            .contains("FAIL")
            .and(Fields.MESSAGE.contains("on \"disk\""))
            .and(Fields.MESSAGE.contains("retry").not());
    assertThat(filter.toFilterPattern()).isEqualTo("\"FAIL\" \"on \\\"disk\\\"\" -\"retry\"");
    assertThat(Fields.MESSAGE.contains("a").or(Fields.MESSAGE.contains("b")).toFilterPattern())
        .isEqualTo("?\"a\" ?\"b\"");
  }

  @Test
  void any_field_can_be_named() {
    assertThat(Fields.text("items.1.id").is("x").toFilterPattern())
        .isEqualTo("{ $.items[1].id = \"x\" }");
    assertThat(
            Fields.text(io.logstrata.insights.model.Field.path("host.name"))
                .is("h")
                .toFilterPattern())
        .isEqualTo("{ $.['host.name'] = \"h\" }");
    assertThat(Fields.bool("on").isTrue().toFilterPattern()).isEqualTo("{ $.on IS TRUE }");
    assertThat(Fields.text("a").is("5*3").toFilterPattern()).isEqualTo("{ $.a = %^5\\x2a3$% }");
  }

  @Test
  void what_a_pattern_cannot_say_is_refused_with_a_remedy() {
    Filter subnet = Fields.text("ip").isInSubnet("10.0.0.0/8");
    assertThatThrownBy(subnet::toFilterPattern)
        .hasMessage(
            "a filter pattern cannot look up 10.0.0.0/8: match the beginning of the address, such as startsWith(\"10.\")");
    Filter mixed = Fields.MESSAGE.contains("a").and(Fields.text("b").is("c"));
    assertThatThrownBy(mixed::toFilterPattern)
        .hasMessage(
            "a filter pattern sees the JSON of the message, not @message: ask about @message alone, or about JSON fields alone");
    Filter opposite = Fields.number("n").isLessThan(5).not();
    assertThatThrownBy(opposite::toFilterPattern)
        .hasMessage(
            "a filter pattern has no not: write the opposite of n < 5, such as >= for <, and say what an absent field means");
    Filter groups = Fields.text("a").matches("(x|y)");
    assertThatThrownBy(groups::toFilterPattern)
        .hasMessage(
            "the regular expression /(x|y)/ has `(`, which a filter pattern does not take there: write it without groups");
    Filter call = Filter.parse("strcontains(a, \"x\")");
    assertThatThrownBy(call::toFilterPattern)
        .hasMessage(
            "a filter pattern has no functions: strcontains(a, \"x\") can be asked in an Insights query only");
    Filter upper = Filter.parse("toupper(@message) like \"FAIL\"");
    assertThatThrownBy(upper::toFilterPattern)
        .hasMessage(
            "a filter pattern finds texts in a message, all of them or one of them: toupper(@message) like \"FAIL\" can be asked in an Insights query only");
    Filter computed = Filter.parse("ispresent(@message + 1)");
    assertThatThrownBy(computed::toFilterPattern)
        .hasMessageContaining("ispresent(@message + 1) can be asked in an Insights query only");
    Filter three =
        Fields.text("a")
            .matches("x")
            .and(Fields.text("b").matches("x"))
            .and(Fields.text("c").matches("x"));
    assertThatThrownBy(three::toFilterPattern)
        .hasMessageStartingWith("a filter pattern takes 2 regular expressions");
    Filter large = Fields.text("a").is("x".repeat(1_100));
    assertThatThrownBy(large::toFilterPattern)
        .hasMessage(
            "the pattern has 1112 characters and the service takes 1024: the longest part, with 1108, begins `$.a = \"xxxxxxxxxxxxxxxxxxxxxxx`; shorten its lists of values, or make two metric filters of it");
    assertThatThrownBy(() -> Fields.text("level").is("error").and(large).toFilterPattern())
        .hasMessageContaining("the longest part, with 1108, begins `$.a = \"xx");
    Filter words = Fields.MESSAGE.contains("FAIL").and(Fields.MESSAGE.contains("y".repeat(1_100)));
    assertThatThrownBy(words::toFilterPattern)
        .hasMessageContaining("the longest part, with 1102, begins `\"yyyy");
    FilterPattern slots = FilterPattern.parse("[level, " + "w".repeat(1_004) + "=1, b=1, c]");
    assertThatThrownBy(slots::text)
        .hasMessageContaining("the longest part, with 1008, begins `wwww");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      textBlock =
          """
          { $.a = }           § line 1, column 9: found `}`, expected a value
          { $.a > "1" }       § line 1, column 9: found `"` in a value: put the value into double quotes
          { $.a > b }         § line 1, column 9: found `b`, expected a number: > orders numbers only
          { a = 1 }           § line 1, column 3: found `a`, expected a field, such as $.level
          { $.a IS NOT NULL } § line 1, column 10: found `N`, expected NULL, TRUE or FALSE
          { $.a EXISTS }      § line 1, column 7: found `E`, expected =, !=, <, <=, >, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS
          { $.*[*] = 1 }      § line 1, column 3: the field $.*[*] has 2 wildcards, the service takes one
          "open               § line 1, column 1: a quote is never closed
          "a": "b"            § line 1, column 4: found `:`, expected a blank: put the whole term into double quotes
          %a(b)%              § line 1, column 3: found `(`, which a regular expression of a filter pattern cannot hold: write it as \\xHH if it is ASCII
          [a = 1 && b = 2]    § line 1, column 11: found `b` where only a can be tested: give each word a place of its own between commas
          [a, b               § line 1, column 6: found the end, expected `,` or `]`
          """)
  void a_mistake_is_shown_in_its_place(String pattern, String message) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .hasMessageStartingWith(message + "\n" + pattern + "\n");
  }

  @Test
  void calls_the_words_of_a_line_by_their_slot_or_their_place() {
    assertThat(words("[level, ..., last, ]", "ERROR a [b c] d e"))
        .containsExactly(
            entry("level", "ERROR"),
            entry("2", "a"),
            entry("3", "b c"),
            entry("last", "d"),
            entry("5", "e"));
    assertThat(words("[level, ..., last]", "ERROR a"))
        .containsExactly(entry("level", "ERROR"), entry("last", "a"));
    assertThat(words("[level, rest]", "ERROR a b"))
        .containsExactly(entry("level", "ERROR"), entry("rest", "a b"));
    assertThat(words("[]", "ERROR a")).containsExactly(entry("1", "ERROR"), entry("2", "a"));
    assertThat(words("[level, ..., next, last]", "ERROR a")).isEmpty();
    assertThat(words("[level, code]", "ERROR")).isEmpty();
  }

  private static Map<String, String> words(String pattern, String line) {
    return PatternEvaluation.words((Pattern.Delimited) PatternReader.read(pattern)).apply(line);
  }
}
