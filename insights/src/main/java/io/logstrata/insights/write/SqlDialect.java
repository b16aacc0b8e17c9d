package io.logstrata.insights.write;

/**
 * The dialects of SQL that filters are written in. The table holds one event a row, with the
 * columns {@code message} (the text as it was sent), {@code log_stream}, {@code log} and {@code
 * epoch_millis} (a whole number: when it happened).
 */
public enum SqlDialect {
  /** DuckDB with its JSON extension, which its JDBC driver carries. */
  DUCKDB {
    @Override
    String scalar(String path) {
      return "CASE WHEN json_valid(message) AND json_type(message) = 'OBJECT' AND json_type(message, "
          + path
          + ") NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(message, "
          + path
          + ") END";
    }

    @Override
    String isText(String path) {
      return "CASE WHEN json_valid(message) THEN json_type(message, "
          + path
          + ") = 'VARCHAR' ELSE FALSE END";
    }

    @Override
    String contains(String value, String text) {
      return "contains(" + value + ", " + text + ')';
    }

    @Override
    String endsWith(String value, String text) {
      return "ends_with(" + value + ", " + text + ')';
    }

    @Override
    String finds(String value, String regex) {
      return "regexp_matches(" + value + ", " + regex + ')';
    }
  },

  /** Athena, whose engine is Trino. */
  ATHENA {
    @Override
    String scalar(String path) {
      return "json_extract_scalar(message, " + path + ')';
    }

    @Override
    String isText(String path) {
      return "starts_with(json_format(json_extract(message, " + path + ")), '\"')";
    }

    @Override
    String contains(String value, String text) {
      return "strpos(" + value + ", " + text + ") > 0";
    }

    @Override
    String endsWith(String value, String text) {
      return "starts_with(reverse(" + value + "), reverse(" + text + "))";
    }

    @Override
    String finds(String value, String regex) {
      return "regexp_like(" + value + ", " + regex + ')';
    }
  };

  /** The text of a scalar in the message, else NULL. */
  abstract String scalar(String path);

  /** Whether that scalar is a JSON text. */
  abstract String isText(String path);

  abstract String contains(String value, String text);

  abstract String endsWith(String value, String text);

  abstract String finds(String value, String regex);
}
