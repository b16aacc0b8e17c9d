package io.logstrata.insights.write;

/**
 * A value in SQL.
 *
 * @param kind what the engine holds it as
 * @param sql the expression; NULL where the value is absent
 * @param isText whether it is a JSON text, as an SQL condition
 */
record SqlValue(Kind kind, String sql, String isText) {
  private static final String NUMBER = "'\\A[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z'";
  // 2 to the 63rd: whole numbers below it are shown digit by digit.
  private static final String LONGEST = "CAST('9223372036854775808' AS DOUBLE)";
  private static final String DIGIT_RUNS = "'[0-9]+|[^0-9]+'";

  enum Kind {
    /** A text that may spell a number or a boolean of the JSON. */
    SCALAR,
    TEXT,
    NUMBER,
    /** Milliseconds since 1970. */
    TIME
  }

  static SqlValue text(String sql) {
    return new SqlValue(Kind.TEXT, sql, "TRUE");
  }

  static SqlValue number(String sql) {
    return new SqlValue(Kind.NUMBER, sql, "FALSE");
  }

  static SqlValue time(String sql) {
    return new SqlValue(Kind.TIME, sql, "FALSE");
  }

  static SqlValue truth(String condition) {
    return number("CASE WHEN " + condition + " THEN 1 ELSE 0 END");
  }

  /** The same kind of value, computed otherwise. */
  SqlValue as(String otherSql) {
    return new SqlValue(kind, otherSql, isText);
  }

  boolean isNumeric() {
    return kind == Kind.NUMBER || kind == Kind.TIME;
  }

  /** As the service shows it. */
  String text(SqlEngine engine) {
    return switch (kind) {
      case SCALAR, TEXT -> sql;
      case TIME -> engine.time(sql);
      case NUMBER ->
          engine.bound(
              "CAST(" + sql + " AS DOUBLE)",
              "CASE WHEN run = floor(run) AND abs(run) < "
                  + LONGEST
                  + " THEN CAST(CAST(run AS BIGINT) AS VARCHAR) ELSE "
                  + engine.fraction("run")
                  + " END");
    };
  }

  /** Whether it spells a number. */
  String spellsNumber(SqlEngine engine) {
    return isNumeric() ? sql + " IS NOT NULL" : engine.finds(sql, NUMBER);
  }

  /** The number that it is or spells, else NULL. */
  String number(SqlEngine engine) {
    return isNumeric()
        ? sql
        : "CASE WHEN " + spellsNumber(engine) + " THEN TRY_CAST(" + sql + " AS DOUBLE) END";
  }

  /**
   * The keys that sort it as the service does: texts by runs of digits and others, then numbers.
   */
  String order(boolean descending, SqlEngine engine) {
    String direction = descending ? " DESC" : " ASC";
    if (isNumeric()) {
      return sql + direction + " NULLS LAST";
    }
    String last = direction + " NULLS LAST";
    return sql
        + " IS NULL, "
        + spellsNumber(engine)
        + last
        + ", "
        + number(engine)
        + last
        + ", "
        + naturalOrder(engine)
        + last;
  }

  /**
   * A list that orders texts as the service does: a run of digits by its length, then its value.
   */
  String naturalOrder(SqlEngine engine) {
    return engine.mapped(
        "regexp_extract_all(" + sql + ", " + DIGIT_RUNS + ")",
        "CASE WHEN "
            + engine.finds("run", "'\\A[0-9]'")
            + " THEN concat('0', lpad(CAST(length(run) AS VARCHAR), 9, '0'), run) ELSE run END");
  }
}
