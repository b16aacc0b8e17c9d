package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.logstrata.insights.write.SqlDialect;
import io.trino.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser of the engine behind Athena takes what is written for it. */
class AthenaSqlTest {
  private static final long SEED = Long.getLong("logstrata.seed", 20_240_102L);
  private static final int FILTERS = 1_000;

  private final SqlParser parser = new SqlParser();

  @Test
  void takes_any_filter() {
    RandomFilters random = new RandomFilters(SEED);
    for (int i = 0; i < FILTERS; i++) {
      String sql = random.filter(3).toSql(SqlDialect.ATHENA);
      assertThatCode(() -> parser.createExpression(sql))
          .as("seed " + SEED + ": " + sql)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields @timestamp, @message | filter level = \"error\" | filter statusCode != 400 | sort"
            + " @timestamp desc | limit 100",
        "fields level, items.0.id as it | sort level asc | dedup level",
        "stats count(*) as errors, max(level), pct(ms, 99.9), latest(level) by @logStream, bin(5m)"
            + " | sort errors desc",
        "stats count(*) as n by level | stats max(n) as most | fields most * 2 as twice",
        "parse @message /(?<ip>[0-9.]+)/ | filter isIpInSubnet(ip, \"10.0.0.0/8\") | fields"
            + " toupper(ip) as `IP \"quoted\"`",
        "fields if(a > 1, \"x\", concat(b, \"'\")) as c, a % 2 ^ 3 as d, datefloor(@timestamp, 1w)",
      })
  void takes_any_query(String text) {
    String sql = Query.parse(text).toSql(SqlDialect.ATHENA, "logs");
    assertThatCode(() -> parser.createStatement(sql)).as(sql).doesNotThrowAnyException();
  }
}
