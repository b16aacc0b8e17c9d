package io.logstrata.insights.write;

/**
 * The dialects of SQL that filters are written in. The table holds one event a row, with the
 * columns {@code message} (the text as it was sent), {@code log_stream}, {@code log} and {@code
 * epoch_millis} (a whole number: when it happened).
 *
 * <pre>{@code
 * "SELECT count(*) FROM logs WHERE " + filter.toSql(SqlDialect.ATHENA)
 * }</pre>
 */
public enum SqlDialect {
  /** DuckDB with its JSON extension, which its JDBC driver carries. */
  DUCKDB,

  /** Athena, whose engine is Trino. */
  ATHENA;

  SqlEngine engine() {
    return switch (this) {
      case DUCKDB -> new DuckDbSql();
      case ATHENA -> new AthenaSql();
    };
  }
}
