package io.logstrata.insights.write;

/** Two values compared in SQL, by the rules of docs/semantics.md. */
final class SqlComparisons {
  // Above this a DOUBLE no longer tells neighbouring whole numbers apart.
  private static final String EXACT = "9007199254740992";

  private SqlComparisons() {}

  /** Numbers by value; a text by its spelling; a boolean that is asked for is one. */
  static String equal(SqlValue value, SqlValue asked, SqlEngine engine) {
    return "CASE WHEN "
        + isNumber(value)
        + " AND "
        + isNumber(asked)
        + " THEN "
        + compared(value.sql(), "=", asked.sql())
        + " ELSE "
        + value.text(engine)
        + " = "
        + asked.text(engine)
        + " AND (NOT "
        + isBoolean(asked)
        + " OR "
        + isBoolean(value)
        + ") END";
  }

  /** What is no number and spells none is neither less nor greater. */
  static String ordered(SqlValue left, String symbol, SqlValue right, SqlEngine engine) {
    return "CASE WHEN "
        + left.spellsNumber(engine)
        + " AND "
        + right.spellsNumber(engine)
        + " THEN "
        + compared(left.sql(), symbol, right.sql())
        + " ELSE FALSE END";
  }

  /** Two numbers: as doubles, and where those are too coarse exactly. */
  static String compared(String left, String symbol, String right) {
    String a = "TRY_CAST(" + left + " AS DOUBLE)";
    String b = "TRY_CAST(" + right + " AS DOUBLE)";
    String coarse = a + ' ' + symbol + ' ' + b;
    return "CASE WHEN "
        + a
        + " <> "
        + b
        + " OR abs("
        + a
        + ") < "
        + EXACT
        + " THEN "
        + coarse
        + " ELSE COALESCE("
        + decimal(left)
        + ' '
        + symbol
        + ' '
        + decimal(right)
        + ", "
        + coarse
        + ") END";
  }

  private static String decimal(String number) {
    return "TRY_CAST(" + number + " AS DECIMAL(38, 9))";
  }

  private static String isNumber(SqlValue value) {
    return value.isNumeric()
        ? "TRUE"
        : value.kind() == SqlValue.Kind.TEXT
            ? "FALSE"
            : "(NOT " + value.isText() + " AND NOT " + isBoolean(value) + ')';
  }

  private static String isBoolean(SqlValue value) {
    return value.kind() == SqlValue.Kind.SCALAR
        ? "(NOT " + value.isText() + " AND " + value.sql() + " IN ('true', 'false'))"
        : "FALSE";
  }
}
