package io.logstrata.insights.write;

import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;

/** Constants and names as SQL writes them: whatever they hold, they stay what they are. */
final class SqlText {
  // Above this a DOUBLE no longer tells neighbouring whole numbers apart.
  private static final BigDecimal EXACT = BigDecimal.valueOf(9_007_199_254_740_992L);

  private SqlText() {}

  static String text(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new NotWritable("SQL cannot write a text that holds a zero character");
    }
    return '\'' + value.replace("'", "''") + '\'';
  }

  static String name(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new NotWritable("SQL cannot write a name that holds a zero character");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether a DOUBLE tells the number from its neighbours. */
  static boolean isExact(Literal.Num number) {
    return number.value().abs().compareTo(EXACT) < 0;
  }

  static String number(String value) {
    return "TRY_CAST(" + value + " AS DOUBLE)";
  }
}
