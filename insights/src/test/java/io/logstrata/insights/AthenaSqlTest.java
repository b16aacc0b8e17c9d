package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.logstrata.insights.write.SqlDialect;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser of the engine behind Athena takes what is written for it. */
class AthenaSqlTest {
  private static final long SEED = Long.getLong("logstrata.seed", 20_240_102L);
  private static final int FILTERS = 1_000;
  private static final int EXPRESSIONS = 60;

  private static final int TEXTS = 500;

  private final SqlParser parser = new SqlParser();

  @Test
  void takes_any_filter() {
    RandomFilters random = new RandomFilters(SEED);
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = i < EXPRESSIONS ? random.filterOfExpressions(0) : random.filter(3);
      String sql = filter.toSql(SqlDialect.ATHENA);
      assertThatCode(() -> parser.createExpression(sql))
          .as("seed " + SEED + ": " + sql)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void any_text_stays_a_value() {
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS; i++) {
      String text = QuotingTest.text(random);
      for (Filter filter : List.of(Fields.text("a").is(text), Fields.text("a").startsWith(text))) {
        Expression sql = parser.createExpression(filter.toSql(SqlDialect.ATHENA));
        assertThat(all(sql, StringLiteral.class).map(StringLiteral::getValue))
            .as("seed " + SEED + ": " + filter)
            .contains(text);
      }
    }
  }

  @Test
  void any_name_stays_a_name() {
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS; i++) {
      String name = "n" + QuotingTest.text(random).replace("`", "");
      String sql = Query.all(Aggregates.count().as(name)).toSql(SqlDialect.ATHENA, "logs");
      assertThat(aliases(parser.createStatement(sql)))
          .as("seed " + SEED + ": " + sql)
          .contains(name);
    }
  }

  private static Stream<String> aliases(Node statement) {
    return all(statement, SingleColumn.class)
        .flatMap(column -> column.getAlias().stream())
        .map(Identifier::getValue);
  }

  private static <T extends Node> Stream<T> all(Node node, Class<T> type) {
    return Stream.concat(
        Stream.of(node).filter(type::isInstance).map(type::cast),
        node.getChildren().stream().flatMap(child -> all(child, type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields @timestamp, @message | filter level = \"error\" | filter statusCode != 400 | sort @timestamp desc | limit 100",
        "fields level, items.0.id as it | sort level asc | dedup level",
        "stats count(*) as errors, max(level), pct(ms, 99.9), latest(level) by @logStream, bin(5m) | sort errors desc",
        "stats count(*) as n by level | stats max(n) as most | fields most * 2 as twice",
        "parse @message /(?<ip>[0-9.]+)/ | filter isIpInSubnet(ip, \"10.0.0.0/8\") | fields toupper(ip) as `IP \"quoted\"`",
        "fields if(a > 1, \"x\", concat(b, \"'\")) as c, a % 2 ^ 3 as d, datefloor(@timestamp, 1w)",
        "filter jsonArrayContains(a, b) | fields jsonArraySize(a) as size, hexToAscii(c) as text, concat(ms * 2, \"\") as twice",
      })
  void takes_any_query(String text) {
    String sql = Query.parse(text).toSql(SqlDialect.ATHENA, "logs");
    assertThatCode(() -> parser.createStatement(sql)).as(sql).doesNotThrowAnyException();
  }
}
