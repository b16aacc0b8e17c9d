package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.write.SqlEngine.Side;
import java.util.List;

/** Parts of texts as SQL, in whole characters. */
final class SqlTexts {
  /** What trim takes off if it is told nothing else, as a constant. */
  static final String BLANKS = SqlText.text(" \t\n\r\f");

  private final SqlEngine engine;
  private final SqlExpressions expressions;

  SqlTexts(SqlEngine engine, SqlExpressions expressions) {
    this.engine = engine;
    this.expressions = expressions;
  }

  SqlValue trim(Side side, List<Expression> arguments) {
    String text = value(arguments.get(0)).text(engine);
    String characters = arguments.size() > 1 ? value(arguments.get(1)).text(engine) : BLANKS;
    return SqlValue.text(engine.trimmed(side, text, characters));
  }

  /** From zero on; absent where a number is negative or none. */
  SqlValue substr(List<Expression> arguments) {
    String text = value(arguments.get(0)).text(engine);
    String start = value(arguments.get(1)).number(engine);
    String size = "length(" + text + ')';
    String length = arguments.size() > 2 ? value(arguments.get(2)).number(engine) : size;
    return SqlValue.text(
        "CASE WHEN "
            + start
            + " >= 0 AND "
            + length
            + " >= 0 THEN substr("
            + text
            + ", "
            + whole(start, size)
            + " + 1, "
            + whole(length, size)
            + ") END");
  }

  /** Each two hexadecimal digits as a character; absent where they are none. */
  SqlValue ofHex(Expression digits) {
    String text = value(digits).text(engine);
    return SqlValue.text(
        "CASE WHEN "
            + engine.finds(text, "'\\A([0-9a-fA-F]{2})*\\z'")
            + " THEN "
            + engine.ofHex(text)
            + " END");
  }

  private static String whole(String number, String most) {
    return "CAST(floor(least(" + number + ", " + most + ")) AS BIGINT)";
  }

  private SqlValue value(Expression expression) {
    return expression.accept(expressions);
  }
}
