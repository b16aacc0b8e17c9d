package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.write.NotWritable;
import io.logstrata.insights.write.SqlDialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values at the edge of what can be said, computed or sent. */
class HostileInputTest {
  private static final NumberField MILLIS = Fields.number("ms");

  @Test
  void a_percentile_is_the_nearest_rank_to_the_last_digit() {
    Stream<Event> oneToHundred =
        IntStream.rangeClosed(1, 100).mapToObj(i -> Examples.event("{\"ms\":" + i + "}"));
    Query query =
        Query.all(
            Aggregates.percentile(MILLIS, 7).as("p7"),
            Aggregates.percentile(MILLIS, 0).as("p0"),
            Aggregates.percentile(MILLIS, 99.9).as("p999"));
    assertThat(query.over(oneToHundred).get(0).cells())
        .containsEntry("p7", "7")
        .containsEntry("p0", "1")
        .containsEntry("p999", "100");
  }

  @Test
  void substr_never_cuts_a_character_in_two() {
    Query query = Query.parse("fields substr(a, 1, 1) as second, strlen(a) as size");
    Row row = query.over(Stream.of(Examples.event("{\"a\":\"\uD83D\uDE00\uD83D\uDE01x\"}"))).get(0);
    assertThat(row.text("second")).isEqualTo("\uD83D\uDE01");
    assertThat(row.count("size")).isEqualTo(3);
  }

  @Test
  void half_a_character_is_refused_before_it_becomes_a_question_mark() {
    Filter filter = Fields.text("a").is("\uD83D");
    assertThatThrownBy(filter::toInsights)
        .isInstanceOf(NotWritable.class)
        .hasMessage(
            "the query holds half of a surrogate pair after `a = \"`, which UTF-8 cannot carry: give the whole character");
    assertThat(Fields.text("a").is("\uD83D\uDE00").toInsights()).isEqualTo("a = \"\uD83D\uDE00\"");
  }

  @Test
  void half_a_character_is_refused_in_every_target() {
    List.of("\uD83D", "\uDE00", "x\uDE00\uD83D", "\uD83D\uD83D\uDE00")
        .forEach(HostileInputTest::assertRefusedInEveryTarget);
  }

  private static void assertRefusedInEveryTarget(String half) {
    for (Filter filter :
        List.of(
            Fields.text("a").is(half),
            Fields.text("a").isNoneOf("x", half),
            Fields.text("a").contains(half),
            Fields.text(half).is("x"))) {
      assertHalf(filter::toInsights);
      assertHalf(filter::toFilterPattern);
      assertHalf(() -> filter.toSql(SqlDialect.DUCKDB));
      assertHalf(() -> filter.toSql(SqlDialect.ATHENA));
      assertHalf(() -> Query.where(filter).toInsights());
      assertHalf(() -> Query.where(filter).toSql(SqlDialect.ATHENA, "logs"));
      assertThat(filter.toSentence()).contains("\uFFFD");
    }
    assertHalf(() -> Fields.MESSAGE.contains(half).toFilterPattern());
    assertHalf(() -> FilterPattern.parse('"' + half + '"').text());
    assertHalf(() -> FilterPattern.parse("[a, b=\"" + half + "\"]").text());
    assertHalf(() -> Query.all(Aggregates.count().as(half)).toInsights());
    assertHalf(() -> Query.all(Aggregates.count().as(half)).toSql(SqlDialect.DUCKDB, "logs"));
    assertHalf(() -> Fields.text("a").matches(half).toInsights());
    assertHalf(() -> Fields.text("a").matches(half).toSql(SqlDialect.DUCKDB));
    assertThatThrownBy(() -> Fields.text("a").matches(half).toFilterPattern())
        .isInstanceOf(NotWritable.class)
        .hasMessageContaining("which a filter pattern does not take there");
  }

  @Test
  void whole_characters_pass_in_every_target() {
    Filter filter = Fields.text("a").contains("\uD83D\uDE00\uD83D\uDE01");
    assertThat(filter.toFilterPattern()).isEqualTo("{ $.a = \"*\uD83D\uDE00\uD83D\uDE01*\" }");
    assertThat(filter.toSql(SqlDialect.DUCKDB)).contains("'\uD83D\uDE00\uD83D\uDE01'");
    assertThat(filter.toSentence()).isEqualTo("a contains \"\uD83D\uDE00\uD83D\uDE01\"");
  }

  private static void assertHalf(ThrowingCallable writing) {
    assertThatThrownBy(writing)
        .isInstanceOf(NotWritable.class)
        .hasMessageContaining("half of a surrogate pair");
  }

  @Test
  void a_query_that_is_too_long_is_refused_with_its_longest_part() {
    Filter any = Fields.number("status").isOneOf(1, 2, 3);
    String[] others = Stream.iterate("xy", x -> x + "y").limit(199).toArray(String[]::new);
    Filter many = Fields.text("requestId").isOneOf("x", others);
    assertThatThrownBy(() -> Query.where(any).filter(many).limit(20).toInsights())
        .isInstanceOf(NotWritable.class)
        .hasMessage(
            "the query has 20960 characters and the service takes 10000: the longest part, with 20920, begins `filter requestId in [\"x\", \"xy\"`; shorten its lists of values, or split it");
    assertThatThrownBy(many::toInsights)
        .hasMessageStartingWith("the query has 20913 characters and the service takes 10000");
  }

  @Test
  void a_name_with_a_line_break_is_refused() {
    assertThatThrownBy(() -> Fields.text("a\nb").isPresent().toInsights())
        .isInstanceOf(NotWritable.class)
        .hasMessageContaining("line break");
  }

  @Test
  void numbers_beyond_any_use_are_refused_at_once() {
    assertThatThrownBy(() -> MILLIS.is(new BigDecimal("1e2000000000")))
        .hasMessageContaining("more than 400 digits");
    assertThatThrownBy(() -> MILLIS.is(Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Aggregates.percentile(MILLIS, Double.NaN))
        .hasMessage("percentile of NaN: give 0 to 100");
  }

  @Test
  void a_regular_expression_that_needs_too_much_stack_says_so() {
    Predicate<Event> predicate = Fields.MESSAGE.matches("^(a|b)*$").toPredicate();
    Event event = Examples.event("ab".repeat(500_000));
    assertThatThrownBy(() -> predicate.test(event))
        .hasMessageContaining("needs more stack")
        .hasMessageContaining("[ab]*");
  }
}
