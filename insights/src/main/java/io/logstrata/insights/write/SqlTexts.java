package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.write.SqlDialect.Side;
import java.util.List;

/** Parts of texts as SQL, in whole characters. */
final class SqlTexts {
  /** What trim takes off if it is told nothing else, as a constant. */
  static final String BLANKS = SqlText.text(" \t\n\r\f");

  private final SqlDialect dialect;
  private final SqlExpressions expressions;

  SqlTexts(SqlDialect dialect, SqlExpressions expressions) {
    this.dialect = dialect;
    this.expressions = expressions;
  }

  SqlValue trim(Side side, List<Expression> arguments) {
    String text = value(arguments.get(0)).text(dialect);
    String characters = arguments.size() > 1 ? value(arguments.get(1)).text(dialect) : BLANKS;
    return SqlValue.text(dialect.trimmed(side, text, characters));
  }

  /** From zero on; absent where a number is negative or none. */
  SqlValue substr(List<Expression> arguments) {
    String text = value(arguments.get(0)).text(dialect);
    String start = value(arguments.get(1)).number(dialect);
    String size = "length(" + text + ')';
    String length = arguments.size() > 2 ? value(arguments.get(2)).number(dialect) : size;
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
    String text = value(digits).text(dialect);
    return SqlValue.text(
        "CASE WHEN "
            + dialect.finds(text, "'\\A([0-9a-fA-F]{2})*\\z'")
            + " THEN "
            + dialect.ofHex(text)
            + " END");
  }

  private static String whole(String number, String most) {
    return "CAST(floor(least(" + number + ", " + most + ")) AS BIGINT)";
  }

  private SqlValue value(Expression expression) {
    return expression.accept(expressions);
  }
}
