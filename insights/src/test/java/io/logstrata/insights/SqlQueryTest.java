package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.write.NotWritable;
import io.logstrata.insights.write.SqlDialect;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole queries on a real engine: the rows are those that the evaluator finds in memory. */
class SqlQueryTest {
  private static final long SEED = Long.getLong("logstrata.seed", 20_240_102L);
  private static final int EVENTS = 300;
  private static final List<Event> HELD = new ArrayList<>();

  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    RandomFilters random = new RandomFilters(SEED);
    IntStream.range(0, EVENTS).forEach(i -> HELD.add(event(i, random.event(true).message())));
    HELD.add(event(EVENTS, "GET 10.1.2.3 /api 17ms"));
    HELD.add(event(EVENTS + 1, "GET 10.1.200.3 /api 9ms (slow)"));
    HELD.add(event(EVENTS + 2, "{\"level\":\"error\""));
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE logs (message VARCHAR, log_stream VARCHAR, log VARCHAR, epoch_millis BIGINT)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO logs VALUES (?, ?, NULL, ?)")) {
      for (Event event : HELD) {
        insert.setString(1, event.message());
        insert.setString(2, event.logStream());
        insert.setLong(3, event.timestamp().toEpochMilli());
        insert.execute();
      }
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static Event event(int number, String message) {
    // Apart by a prime, over months and years, and some before 1970: no two share a time.
    return Event.builder(
            Examples.NOON.plusMillis(
                (number % 7 - 6L) * 31_556_952_000L * 9 + number * 86_400_011L),
            message)
        .logStream("stream-" + number % 12)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit 20",
        "fields @timestamp, @message | filter level = \"error\" | filter statusCode != 400 | filter statusCode != 401 | sort @timestamp desc | limit 100",
        "fields level, statusCode as code | sort statusCode desc, @timestamp asc",
        "fields level | sort level asc, @timestamp desc | limit 50",
        "fields @timestamp, level | filter ispresent(level) | dedup level",
        "stats count(*) as errors by @logStream | sort errors desc, @logStream asc",
        "filter level like \"err\" | stats count(*) as n, count(statusCode) as with, count_distinct(level) as levels by bin(5m) as at | sort at asc",
        "stats sum(statusCode) as s, avg(statusCode) as a, min(statusCode) as least, max(statusCode) as most, pct(statusCode, 7) as p7, stddev(statusCode) as d, variance(statusCode) as v",
        "stats min(level) as first, max(level) as last, earliest(level) as early, latest(level) as late by @logStream | sort @logStream asc",
        "stats count(*) as n by level, @logStream | stats max(n) as most, sum(n) as all by @logStream | sort @logStream desc | limit 5",
        "stats count(*) as n by level | filter level != \"error\" and n > 3 | sort n desc, level asc",
        "stats count(*) as n, sum(level = \"error\") as errors | fields errors * 100 / n as percent",
        "stats sum(level = \"error\") * 100 / count(*) as percent by @logStream | sort @logStream asc",
        "stats max(@timestamp) as t by @logStream | filter t > 1704200000000 | sort t desc",
        "stats count(*) as n by bin(1w) as week | sort week asc",
        "filter nothing = 1 | stats count(*) as n, sum(statusCode) as s",
        "parse @message \"GET * *ms\" as what, millis | filter ispresent(millis) | fields millis + 1 as more | sort millis desc",
        "parse @message /GET (x|(?<ip>[0-9.]+)) \\/(?<path_1>\\w+)/ | filter isIpv4InSubnet(ip, \"10.1.128.0/17\")",
        "fields toupper(level) as up, strlen(level) as size, concat(level, \"-\", statusCode) as both, coalesce(level, @logStream) as either | sort @timestamp asc",
        "fields abs(statusCode) as a, floor(statusCode) as f, ceil(statusCode) as c, sqrt(statusCode) as r, statusCode / 0 as none, -statusCode as minus | sort @timestamp asc",
        "fields if(level = \"error\", 1, 0) as isError, case(statusCode > 450, \"high\", statusCode > 0, \"low\", \"none\") as band | sort @timestamp asc",
        "filter strcontains(level, \"rr\") or isempty(level) or isNumeric(statusCode) | fields startsWith(level, \"e\") as e | sort @timestamp asc",
        "fields datefloor(@timestamp, 1h) as h, toMillis(@timestamp) as ms, fromMillis(toMillis(@timestamp) + 0.7) as t | sort @timestamp asc",
        "display level, user.name | sort @timestamp asc",
        "fields trim(level) as t, substr(level, 1, 2) as s, round(statusCode, 1) as r, messageSize(@message) as size, dateceil(@timestamp, 1mo) as c, datefloor(@timestamp, 3mo) as f | filter level != @logStream | sort @timestamp asc",
        "stats count(*) as n by bin(1mo) as month | sort month asc",
        "stats count(*) as n by bin(2q) as quarters | sort quarters asc",
        "stats count(*) as n by bin(1y) as year | sort year asc",
        "stats count(*) as n by bin(10m) as t offset 7m | sort t asc",
        "stats count(*) as n by dateceil(@timestamp, 2w) as t | sort t asc",
        "fields strlen(level) as epoch_millis, level | limit 30",
        "fields level as message | filter @message like \"rr\" | sort @timestamp asc",
        "parse @message \"GET * *\" as log_stream, message | sort @logStream desc, @timestamp asc",
        "fields level | display level | fields strlen(level) as size | parse level \"*r\" as begin | sort size desc, @timestamp asc",
      })
  void duckdb_finds_the_same_rows(String text) throws SQLException {
    Query query = Query.parse(text);
    assertThat(rows(query.toSql(SqlDialect.DUCKDB, "logs")))
        .as("seed " + SEED)
        .isEqualTo(query.over(HELD.stream()).stream().map(row -> comparable(row.cells())).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 2",
    "10.1.128.0/17, 1",
    "10.1.2.3/32, 1",
    "0.0.0.0/0, 2",
    "11.0.0.0/8, 0",
  })
  void an_address_is_within_a_block(String block, int expected) throws SQLException {
    Query query =
        Query.parse("parse @message \"GET * *\" as ip, rest")
            .filter(Fields.text("ip").isInSubnet(block));
    assertThat(rows(query.toSql(SqlDialect.DUCKDB, "logs"))).hasSize(expected);
    assertThat(query.over(HELD.stream())).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "fields round(a, b) as c; SQL is not written for round() to a number of digits that is no whole constant up to 300: round(a, b) can be asked in an Insights query",
        "fields jsonParse(a).b as c; SQL has no values like those of jsonParse: jsonParse(a).b can be asked in an Insights query",
        "fields formatDate(@timestamp, '%Y') as y; SQL is not written for formatDate(): formatDate(@timestamp, \"%Y\") can be asked in an Insights query",
        "fields hexToDec(a) as d; SQL is not written for hexToDec(): hexToDec(a) can be asked in an Insights query",
        "fields decToHex(a) as h; SQL is not written for decToHex(): decToHex(a) can be asked in an Insights query",
        "filter isIpInSubnet(a, b); SQL is not written for isIpInSubnet() of a block that is no constant: isIpInSubnet(a, b) can be asked in an Insights query",
        "fields a as __1; the column __1 begins as those inside the statement do: give it another name",
        "parse @message '*' as __0; the column __0 begins as those inside the statement do: give it another name",
        "fields @ingestionTime; the table has no column for @ingestionTime: it has message, log_stream, log and epoch_millis",
      })
  void what_sql_cannot_say_is_refused_by_name(String text, String problem) {
    Query query = Query.parse(text);
    assertThatThrownBy(() -> query.toSql(SqlDialect.DUCKDB, "logs"))
        .isInstanceOf(NotWritable.class)
        .hasMessage(problem);
  }

  @Test
  void no_name_of_a_column_becomes_a_part_of_the_statement() throws SQLException {
    Query query = Query.all(Aggregates.count().as("n\" FROM logs; DROP TABLE logs; --"));
    assertThat(rows(query.toSql(SqlDialect.DUCKDB, "logs"))).hasSize(1);
    assertThat(rows("SELECT count(*) AS n FROM logs").get(0)).containsEntry("n", "303");
  }

  private static List<Map<String, String>> rows(String sql) throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          if (result.getObject(i) != null) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i).toString());
          }
        }
        rows.add(comparable(row));
      }
    }
    return rows;
  }

  /** Numbers by value, to twelve digits: engines add doubles up in orders of their own. */
  private static Map<String, String> comparable(Map<String, String> row) {
    Map<String, String> comparable = new LinkedHashMap<>();
    row.forEach(
        (column, value) ->
            comparable.put(
                column,
                value.matches("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?")
                    ? new BigDecimal(value)
                        .round(new java.math.MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString()
                    : value));
    return comparable;
  }
}
