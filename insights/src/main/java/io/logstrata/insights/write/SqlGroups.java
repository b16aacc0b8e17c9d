package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The keys and aggregates of one stats. */
final class SqlGroups {
  private final SqlEngine engine;
  private final SqlExpressions rows;
  private final Supplier<String> nextName;
  private final Supplier<SqlValue> time;
  private final List<String> columns = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();

  /** {@code rows} speaks of the rows that are grouped, {@code time} of when each happened. */
  SqlGroups(
      SqlEngine engine, SqlExpressions rows, Supplier<String> nextName, Supplier<SqlValue> time) {
    this.engine = engine;
    this.rows = rows;
    this.nextName = nextName;
    this.time = time;
  }

  SqlValue key(SqlValue key) {
    String name = nextName.get();
    columns.add(key.sql() + " AS " + name);
    keys.add(key.sql());
    if (key.kind() != SqlValue.Kind.SCALAR) {
      return key.as(name);
    }
    columns.add("bool_or(" + key.isText() + ") AS " + name + 't');
    return new SqlValue(SqlValue.Kind.SCALAR, name, name + 't');
  }

  SqlValue aggregate(Expression.Aggregate aggregate) {
    SqlValue value =
        aggregate.arguments().isEmpty() ? null : aggregate.arguments().get(0).accept(rows);
    SqlValue result =
        switch (aggregate.function()) {
          case COUNT -> SqlValue.number("COUNT(" + (value == null ? "*" : value.sql()) + ')');
          case COUNT_DISTINCT -> SqlValue.number("COUNT(DISTINCT " + value.sql() + ')');
          case SUM -> number("SUM", value);
          case AVG -> number("AVG", value);
          case STDDEV -> number("STDDEV_POP", value);
          case VARIANCE -> number("VAR_POP", value);
          case PCT -> percentile(value, (Literal.Num) aggregate.arguments().get(1));
          case MIN -> extreme("MIN", value);
          case MAX -> extreme("MAX", value);
          case EARLIEST -> byTime("MIN_BY", value);
          case LATEST -> byTime("MAX_BY", value);
        };
    String name = nextName.get();
    columns.add(result.sql() + " AS " + name);
    return result.as(name);
  }

  String columns() {
    return String.join(", ", columns);
  }

  String groupBy() {
    return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
  }

  private SqlValue number(String function, SqlValue value) {
    return SqlValue.number(function + "(CAST(" + value.number(engine) + " AS DOUBLE))");
  }

  private SqlValue percentile(SqlValue value, Literal.Num percent) {
    BigDecimal share = percent.value().divide(BigDecimal.valueOf(100), MathContext.DECIMAL64);
    return SqlValue.number(
        engine.percentile("CAST(" + value.number(engine) + " AS DOUBLE)", share.toPlainString()));
  }

  /** The order of sort: what spells no number is less than any number. */
  private SqlValue extreme(String function, SqlValue value) {
    if (value.isNumeric()) {
      return value.as(function + '(' + value.sql() + ')');
    }
    String number =
        function
            + "_BY("
            + value.sql()
            + ", "
            + value.number(engine)
            + ") FILTER (WHERE "
            + value.spellsNumber(engine)
            + ')';
    String text =
        function
            + "_BY("
            + value.sql()
            + ", "
            + value.naturalOrder(engine)
            + ") FILTER (WHERE NOT "
            + value.spellsNumber(engine)
            + ')';
    return new SqlValue(
        SqlValue.Kind.SCALAR,
        function.equals("MAX")
            ? "COALESCE(" + number + ", " + text + ')'
            : "COALESCE(" + text + ", " + number + ')',
        "FALSE");
  }

  private SqlValue byTime(String function, SqlValue value) {
    SqlValue.Kind kind = value.kind();
    return new SqlValue(
        kind,
        function
            + '('
            + value.sql()
            + ", "
            + time.get().sql()
            + ") FILTER (WHERE "
            + value.sql()
            + " IS NOT NULL)",
        kind == SqlValue.Kind.TEXT ? "TRUE" : "FALSE");
  }
}
