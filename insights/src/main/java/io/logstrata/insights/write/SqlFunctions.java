package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import io.logstrata.insights.write.SqlEngine.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls as SQL, those that both dialects can say with the same meaning; others by name not. */
final class SqlFunctions {
  private static final BigDecimal MOST_DIGITS = BigDecimal.valueOf(300);
  private static final String WHOLE = "CASE WHEN %1$s < 0 THEN ceil(%1$s) ELSE floor(%1$s) END";

  private final SqlEngine engine;
  private final SqlExpressions expressions;
  private final SqlTexts texts;

  SqlFunctions(SqlEngine engine, SqlExpressions expressions) {
    this.engine = engine;
    this.expressions = expressions;
    this.texts = new SqlTexts(engine, expressions);
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
      case FROM_MILLIS -> SqlValue.time(time(arguments.get(0)));
      case BIN ->
          SqlValue.time(
              SqlTimes.floor(
                  time(Field.path("@timestamp")),
                  (Period) arguments.get(0),
                  expressions.offsetMillis(),
                  engine));
      case DATEFLOOR ->
          SqlValue.time(
              SqlTimes.floor(time(arguments.get(0)), (Period) arguments.get(1), 0, engine));
      case DATECEIL ->
          SqlValue.time(
              SqlTimes.ceiling(time(arguments.get(0)), (Period) arguments.get(1), engine));
      case COALESCE -> SqlValue.text("COALESCE(" + texts(arguments) + ')');
      case IF, CASE -> choice(arguments);
      case IS_PRESENT -> SqlValue.truth(value(arguments.get(0)).sql() + " IS NOT NULL");
      case IS_EMPTY -> orAbsent(arguments.get(0), "%s = ''");
      case IS_BLANK ->
          orAbsent(arguments.get(0), engine.trimmed(Side.BOTH, "%s", SqlTexts.BLANKS) + " = ''");
      case IS_NUMERIC -> truth(arguments, value(arguments.get(0)).spellsNumber(engine));
      case CONCAT ->
          SqlValue.text(arguments.stream().map(this::text).collect(joining(" || ", "(", ")")));
      case STRLEN -> SqlValue.number("length(" + text(arguments.get(0)) + ')');
      case TOUPPER -> SqlValue.text("upper(" + text(arguments.get(0)) + ')');
      case TOLOWER -> SqlValue.text("lower(" + text(arguments.get(0)) + ')');
      case REPLACE -> SqlValue.text("replace(" + texts(arguments) + ')');
      case STRCONTAINS -> contains(call);
      case STARTS_WITH -> truth(arguments, "starts_with(" + texts(arguments) + ')');
      case ENDS_WITH ->
          truth(arguments, engine.endsWith(text(arguments.get(0)), text(arguments.get(1))));
      case ROUND -> round(call);
      case MESSAGE_SIZE -> SqlValue.number(engine.bytes(text(arguments.get(0))));
      case LTRIM -> texts.trim(Side.LEADING, arguments);
      case RTRIM -> texts.trim(Side.TRAILING, arguments);
      case TRIM -> texts.trim(Side.BOTH, arguments);
      case SUBSTR -> texts.substr(arguments);
      case IS_VALID_IP ->
          truth(
              arguments,
              '('
                  + SqlAddresses.isIpv4(text(arguments.get(0)), engine)
                  + " OR "
                  + SqlAddresses.isIpv6(text(arguments.get(0)), engine)
                  + ')');
      case IS_VALID_IP_V6 -> truth(arguments, SqlAddresses.isIpv6(text(arguments.get(0)), engine));
      case IS_PRIVATE_IP ->
          truth(
              arguments,
              Cidr.PRIVATE.stream()
                  .map(block -> SqlAddresses.within(text(arguments.get(0)), block, engine))
                  .collect(joining(" OR ", "(", ")")));
      case IS_VALID_IP_V4 -> truth(arguments, SqlAddresses.isIpv4(text(arguments.get(0)), engine));
      case IS_IP_IN_SUBNET, IS_IPV4_IN_SUBNET, IS_IPV6_IN_SUBNET -> subnet(call);
      case JSON_ARRAY_SIZE -> SqlValue.number(engine.arraySize(text(arguments.get(0))));
      case JSON_ARRAY_CONTAINS ->
          truth(arguments, engine.arrayContains(text(arguments.get(0)), text(arguments.get(1))));
      case HEX_TO_ASCII -> texts.ofHex(arguments.get(0));
      case PARSE_DATE, FORMAT_DATE, JSON_PARSE, HEX_TO_DEC, DEC_TO_HEX, UNMASK ->
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
    String number = "CAST(" + value(arguments.get(0)).number(engine) + " AS DOUBLE)";
    return SqlValue.number(sql.replace("%1$s", number).replace("%s", number));
  }

  private SqlValue extreme(Expression.Call call) {
    List<String> numbers =
        call.arguments().stream().map(argument -> value(argument).number(engine)).toList();
    // One engine passes over NULL, the other does not.
    return SqlValue.number(
        numbers.stream().collect(joining(" IS NOT NULL AND ", "CASE WHEN ", " IS NOT NULL"))
            + numbers.stream()
                .collect(joining(", ", " THEN " + call.function().spelling() + '(', ") END")));
  }

  /** Milliseconds since 1970, or what may be taken for them. */
  private String time(Expression time) {
    SqlValue value = value(time);
    if (value.kind() == SqlValue.Kind.TIME) {
      return value.sql();
    }
    return engine.bound(
        "CAST(" + value.number(engine) + " AS DOUBLE)",
        "CASE WHEN abs(run) <= "
            + Period.FURTHEST_MILLIS
            + " THEN CAST("
            + WHOLE.replace("%1$s", "run")
            + " AS BIGINT) END");
  }

  /** A tie goes to the even neighbour, as the evaluator has it; engines round it up. */
  private SqlValue round(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.size() > 1
        && !(arguments.get(1) instanceof Literal.Num digits
            && digits.value().stripTrailingZeros().scale() <= 0
            && digits.value().abs().compareTo(MOST_DIGITS) <= 0)) {
      throw refused(call, " to a number of digits that is no whole constant up to " + MOST_DIGITS);
    }
    int digits =
        arguments.size() > 1 ? ((Literal.Num) arguments.get(1)).value().intValueExact() : 0;
    String scale = "CAST('" + Math.pow(10, digits) + "' AS DOUBLE)";
    String scaled = "CAST(" + value(arguments.get(0)).number(engine) + " AS DOUBLE) * " + scale;
    return expressions.finite(
        engine.bound(
            scaled,
            "(CASE WHEN run - floor(run) < 0.5 OR (run - floor(run) = 0.5 AND floor(run) % 2 = 0)"
                + " THEN floor(run) ELSE ceil(run) END / "
                + scale
                + ')'));
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
    List<Expression> arguments = call.arguments();
    String text = text(arguments.get(0));
    String search = text(arguments.get(1));
    if (arguments.size() > 2) {
      if (!(arguments.get(2) instanceof Literal.Bool ignoreCase)) {
        throw refused(call, " with a third argument that is neither true nor false");
      }
      if (ignoreCase.value()) {
        text = "lower(" + text + ')';
        search = "lower(" + search + ')';
      }
    }
    return truth(arguments.subList(0, 2), engine.contains(text, search));
  }

  private SqlValue subnet(Expression.Call call) {
    if (!(call.arguments().get(1) instanceof Literal.Text block)) {
      throw refused(call, " of a block that is no constant");
    }
    return truth(call.arguments(), within(call, block.value()));
  }

  private String within(Expression.Call call, String text) {
    Optional<Cidr> block = Cidr.of(text);
    boolean otherFamily =
        block.isPresent()
            && call.function()
                == (SqlAddresses.isIpv4(block.get())
                    ? Function.IS_IPV6_IN_SUBNET
                    : Function.IS_IPV4_IN_SUBNET);
    return block.isEmpty() || otherFamily
        ? "FALSE"
        : SqlAddresses.within(text(call.arguments().get(0)), block.get(), engine);
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
    return value(expression).text(engine);
  }

  private String texts(List<Expression> arguments) {
    return arguments.stream().map(this::text).collect(joining(", "));
  }
}
