package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import java.util.List;
import java.util.stream.Stream;

/** Calls as SQL, those that both dialects can say with the same meaning; others by name not. */
final class SqlFunctions {
  // 1970-01-05 was a Monday.
  private static final long FIRST_MONDAY_MILLIS = 4 * 86_400_000L;

  private static final String WHOLE = "CASE WHEN %1$s < 0 THEN ceil(%1$s) ELSE floor(%1$s) END";

  private final SqlDialect dialect;
  private final SqlExpressions expressions;

  SqlFunctions(SqlDialect dialect, SqlExpressions expressions) {
    this.dialect = dialect;
    this.expressions = expressions;
  }

  SqlValue call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case ABS -> number("abs(%s)", arguments);
      case CEIL -> number("ceil(%s)", arguments);
      case FLOOR -> number("floor(%s)", arguments);
      case LOG -> number("CASE WHEN %1$s > 0 THEN ln(%1$s) END", arguments);
      case SQRT -> number("CASE WHEN %1$s >= 0 THEN sqrt(%1$s) END", arguments);
      case TO_NUMBER, TO_DOUBLE, TO_MILLIS -> number("%s", arguments);
      case TO_INT, TO_LONG -> number(WHOLE, arguments);
      case GREATEST, LEAST -> extreme(call);
      case FROM_MILLIS -> SqlValue.time(number("CAST(" + WHOLE + " AS BIGINT)", arguments).sql());
      case BIN -> bucket(Field.path("@timestamp"), (Period) arguments.get(0));
      case DATEFLOOR -> bucket(arguments.get(0), (Period) arguments.get(1));
      case COALESCE -> SqlValue.text("COALESCE(" + texts(arguments) + ')');
      case IF, CASE -> choice(arguments);
      case IS_PRESENT -> SqlValue.truth(value(arguments.get(0)).sql() + " IS NOT NULL");
      case IS_EMPTY -> orAbsent(arguments.get(0), "%s = ''");
      case IS_BLANK -> orAbsent(arguments.get(0), "trim(%s) = ''");
      case IS_NUMERIC -> truth(arguments, value(arguments.get(0)).spellsNumber(dialect));
      case CONCAT ->
          SqlValue.text(arguments.stream().map(this::text).collect(joining(" || ", "(", ")")));
      case STRLEN -> SqlValue.number("length(" + text(arguments.get(0)) + ')');
      case TOUPPER -> SqlValue.text("upper(" + text(arguments.get(0)) + ')');
      case TOLOWER -> SqlValue.text("lower(" + text(arguments.get(0)) + ')');
      case REPLACE -> SqlValue.text("replace(" + texts(arguments) + ')');
      case STRCONTAINS -> contains(call);
      case STARTS_WITH -> truth(arguments, "starts_with(" + texts(arguments) + ')');
      case ENDS_WITH ->
          truth(arguments, dialect.endsWith(text(arguments.get(0)), text(arguments.get(1))));
      case IS_VALID_IP_V4 -> truth(arguments, SqlAddresses.isIpv4(text(arguments.get(0)), dialect));
      case IS_IP_IN_SUBNET, IS_IPV4_IN_SUBNET -> subnet(call);
      case ROUND,
          DATECEIL,
          MESSAGE_SIZE,
          LTRIM,
          RTRIM,
          TRIM,
          SUBSTR,
          IS_VALID_IP,
          IS_VALID_IP_V6,
          IS_IPV6_IN_SUBNET,
          IS_PRIVATE_IP,
          PARSE_DATE,
          FORMAT_DATE,
          JSON_PARSE,
          JSON_ARRAY_SIZE,
          JSON_ARRAY_CONTAINS,
          HEX_TO_ASCII,
          HEX_TO_DEC,
          DEC_TO_HEX,
          UNMASK ->
          throw refused(call, "");
    };
  }

  private static NotWritable refused(Expression.Call call, String why) {
    return new NotWritable(
        "SQL is not written for "
            + call.function().spelling()
            + "()"
            + why
            + ": "
            + InsightsWriter.write(call)
            + " can be asked in an Insights query");
  }

  private SqlValue number(String sql, List<Expression> arguments) {
    String number = "CAST(" + value(arguments.get(0)).number(dialect) + " AS DOUBLE)";
    return SqlValue.number(sql.replace("%1$s", number).replace("%s", number));
  }

  private SqlValue extreme(Expression.Call call) {
    List<String> numbers =
        call.arguments().stream().map(argument -> value(argument).number(dialect)).toList();
    // One engine passes over NULL, the other does not.
    return SqlValue.number(
        numbers.stream().collect(joining(" IS NOT NULL AND ", "CASE WHEN ", " IS NOT NULL"))
            + numbers.stream()
                .collect(joining(", ", " THEN " + call.function().spelling() + '(', ") END")));
  }

  private SqlValue bucket(Expression time, Period period) {
    SqlValue value = value(time);
    long millis = period.unit().millis();
    if (!value.isNumeric() || millis == 0) {
      throw new NotWritable(
          "SQL is written for buckets of up to weeks, of points in time: "
              + period.text()
              + " of "
              + InsightsWriter.write(time)
              + " can be asked in an Insights query");
    }
    long length = Math.multiplyExact(period.amount(), millis);
    long origin = period.unit() == Period.Unit.WEEK ? FIRST_MONDAY_MILLIS : 0;
    String at = "CAST(" + value.sql() + " AS BIGINT)";
    // The remainder of a negative number is negative: hence twice.
    return SqlValue.time(
        '(' + at + " - ((" + at + " - " + origin + ") % " + length + " + " + length + ") % "
            + length + ')');
  }

  private SqlValue choice(List<Expression> arguments) {
    boolean numbers =
        Stream.iterate(1, i -> i + 2)
            .limit(arguments.size() / 2)
            .map(arguments::get)
            .allMatch(result -> value(result).kind() == SqlValue.Kind.NUMBER);
    boolean last = arguments.size() % 2 == 1;
    numbers &= !last || value(arguments.get(arguments.size() - 1)).kind() == SqlValue.Kind.NUMBER;
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      String holds = new Condition.Holds(arguments.get(i)).accept(expressions.conditions());
      sql.append(" WHEN ")
          .append(holds)
          .append(" THEN ")
          .append(result(arguments.get(i + 1), numbers));
    }
    if (last) {
      sql.append(" ELSE ").append(result(arguments.get(arguments.size() - 1), numbers));
    }
    sql.append(" END");
    return numbers ? SqlValue.number(sql.toString()) : SqlValue.text(sql.toString());
  }

  private String result(Expression expression, boolean number) {
    return number ? value(expression).sql() : text(expression);
  }

  private SqlValue orAbsent(Expression argument, String test) {
    String text = text(argument);
    return SqlValue.truth(value(argument).sql() + " IS NULL OR " + test.replace("%s", text));
  }

  private SqlValue contains(Expression.Call call) {
    if (call.arguments().size() > 2) {
      throw refused(call, " with a third argument");
    }
    return truth(
        call.arguments(),
        dialect.contains(text(call.arguments().get(0)), text(call.arguments().get(1))));
  }

  private SqlValue subnet(Expression.Call call) {
    if (!(call.arguments().get(1) instanceof Literal.Text block)) {
      throw refused(call, " of a block that is no constant");
    }
    return truth(
        call.arguments(),
        SqlAddresses.within(text(call.arguments().get(0)), new Cidr(block.value()), dialect));
  }

  /** 1 or 0, or NULL where an argument is absent. */
  private SqlValue truth(List<Expression> arguments, String test) {
    return SqlValue.number(
        arguments.stream()
                .map(argument -> value(argument).sql())
                .collect(joining(" IS NULL OR ", "CASE WHEN ", " IS NULL"))
            + " THEN NULL WHEN "
            + test
            + " THEN 1 ELSE 0 END");
  }

  private SqlValue value(Expression expression) {
    return expression.accept(expressions);
  }

  private String text(Expression expression) {
    return value(expression).text(dialect);
  }

  private String texts(List<Expression> arguments) {
    return arguments.stream().map(this::text).collect(joining(", "));
  }
}
