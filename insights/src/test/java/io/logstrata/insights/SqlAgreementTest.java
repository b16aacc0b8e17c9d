package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.write.SqlDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same filters and events on a real engine. */
class SqlAgreementTest {
  private static final long SEED = Long.getLong("logstrata.seed", 20_240_102L);
  private static final int FILTERS = 500;
  private static final int EVENTS = 200;
  private static final int TEXTS = 500;

  @Test
  void duckdb_takes_the_same_events() throws SQLException {
    RandomFilters random = new RandomFilters(SEED);
    List<Event> events =
        new ArrayList<>(
            List.of(
                Examples.event("level=error"),
                Examples.event("[1]"),
                Examples.event("{\"level\":\"error\""),
                Examples.event(
                    "{\"statusCode\":1e300,\"limit\":-0.0,\"on\":1e-7,\"level\":\"1e300\"}"),
                Examples.event(
                    "{\"statusCode\":-1e300,\"limit\":9007199254740993,\"on\":9007199254740992}"),
                Examples.event(
                    "{\"limit\":\"9007199254740993\",\"statusCode\":\"00400\",\"on\":\"true\"}")));
    IntStream.range(0, EVENTS).forEach(i -> events.add(random.event(true)));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      load(connection, statement, events);
      for (int i = 0; i < FILTERS; i++) {
        Filter filter = random.filterOfExpressions(3);
        Predicate<Event> expected = filter.toPredicate();
        Set<Integer> wanted = new TreeSet<>();
        IntStream.range(0, events.size())
            .filter(n -> expected.test(events.get(n)))
            .forEach(wanted::add);
        assertThat(matching(statement, filter))
            .as("seed " + SEED + ": " + filter)
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void duckdb_reads_lists_and_hexadecimal_digits_alike() throws SQLException {
    List<Event> events =
        Stream.of(
                "[]",
                "[1,\\\"b\\\",[\\\"a\\\"],{},null,true]",
                " [ \\\"a\\\" ] ",
                "[1] x",
                "[1",
                "{\\\"0\\\":\\\"a\\\"}",
                "a",
                "61",
                "C3e9",
                "616",
                "6g",
                "",
                "null")
            .map(text -> Examples.event("{\"a\":\"" + text + "\",\"b\":\"a\"}"))
            .toList();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      load(connection, statement, events);
      assertThat(matching(statement, Filter.parse("jsonArraySize(a) = 6"))).containsExactly(1);
      assertThat(matching(statement, Filter.parse("hexToAscii(a) = b"))).containsExactly(7);
      for (String filter :
          List.of(
              "jsonArraySize(a) = 0",
              "jsonArraySize(a) = 1",
              "jsonArraySize(a) > 1",
              "ispresent(jsonArraySize(a))",
              "jsonArrayContains(a, \"b\")",
              "jsonArrayContains(a, b)",
              "jsonArrayContains(a, 1)",
              "jsonArrayContains(a, true)",
              "jsonArrayContains(a, \"null\")",
              "jsonArrayContains(a, \"[\\\"a\\\"]\")",
              "not ispresent(jsonArrayContains(a, missing))",
              "hexToAscii(a) = \"\u00c3\u00e9\"",
              "hexToAscii(a) = \"\"",
              "ispresent(hexToAscii(a))")) {
        Predicate<Event> expected = Filter.parse(filter).toPredicate();
        Set<Integer> wanted = new TreeSet<>();
        IntStream.range(0, events.size())
            .filter(n -> expected.test(events.get(n)))
            .forEach(wanted::add);
        assertThat(matching(statement, Filter.parse(filter))).as(filter).isEqualTo(wanted);
      }
    }
  }

  @Test
  void any_text_stays_a_value() throws SQLException {
    Random random = new Random(SEED);
    List<String> texts = Stream.generate(() -> QuotingTest.text(random)).limit(TEXTS).toList();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      load(connection, statement, texts.stream().map(QuotingTest::event).toList());
      for (String text : texts) {
        Set<Integer> wanted = new TreeSet<>();
        IntStream.range(0, TEXTS).filter(n -> texts.get(n).equals(text)).forEach(wanted::add);
        assertThat(matching(statement, Fields.text("a").is(text)))
            .as("seed " + SEED + ": " + text)
            .isEqualTo(wanted);
      }
    }
  }

  private static void load(Connection connection, Statement statement, List<Event> events)
      throws SQLException {
    statement.execute(
        "CREATE TABLE events (number INTEGER, message VARCHAR, log_stream VARCHAR, log VARCHAR, epoch_millis BIGINT)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO events VALUES (?, ?, NULL, NULL, ?)")) {
      for (int i = 0; i < events.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, events.get(i).message());
        insert.setLong(3, events.get(i).timestamp().toEpochMilli());
        insert.execute();
      }
    }
  }

  private static Set<Integer> matching(Statement statement, Filter filter) throws SQLException {
    Set<Integer> numbers = new TreeSet<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT number FROM events WHERE " + filter.toSql(SqlDialect.DUCKDB))) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }
}
