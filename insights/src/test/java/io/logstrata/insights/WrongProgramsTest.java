package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense does not compile; beside it the nearest that does. */
class WrongProgramsTest {
  @TempDir private Path classes;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          text("level").is(5)                      | text("level").is("5")
          number("status").is("404")               | number("status").is(404)
          number("status").contains("4")           | text("status").contains("4")
          text("level").isAtLeast(5)               | number("level").isAtLeast(5)
          bool("on").is("true")                    | bool("on").is(true)
          number("status").isNoneOf()              | number("status").isNoneOf(404)
          number("status").isNoneOf(404, "500")    | number("status").isNoneOf(404, 500)
          text("level").isNot("a", true)           | text("level").isNot("a", Absent.COUNTS)
          TIMESTAMP.isFrom("2024-01-02")           | TIMESTAMP.isFrom(Instant.EPOCH)
          TIMESTAMP.contains("2024")               | MESSAGE.contains("2024")
          special.and("level = 1")                 | special.and(Filter.parse("level = 1"))
          Query.where("level = 1")                 | Query.where(special)
          Query.fields("level")                    | Query.fields(text("level"))
          query.sort(text("level"))                | query.sort(text("level").ascending())
          query.sort()                             | query.sort(TIMESTAMP.descending())
          query.stats(text("level"))               | query.stats(Aggregates.count().as("n"))
          query.by(text("level"))                  | query.stats(Aggregates.count().as("n")).by(text("level"))
          query.limit(10L)                         | query.limit(10)
          query.dedup(bin(Duration.ofMinutes(5)))  | query.dedup(text("level"))
          Aggregates.sum(text("level"))            | Aggregates.sum(number("level"))
          Aggregates.percentile(text("level"), 95) | Aggregates.percentile(number("level"), 95)
          query.toSql(SqlDialect.DUCKDB)           | query.toSql(SqlDialect.DUCKDB, "logs")
          query.toFilterPattern()                  | special.toFilterPattern()
          new TextField(text("a").field())         | text(text("a").field())
          """)
  void what_makes_no_sense_does_not_compile(String wrong, String right) {
    assertThat(Snippets.complaints("Object o = " + right + ';', classes)).as(right).isEmpty();
    assertThat(Snippets.complaints("Object o = " + wrong + ';', classes))
        .as(wrong)
        .contains("error:")
        .contains("1 error");
  }
}
