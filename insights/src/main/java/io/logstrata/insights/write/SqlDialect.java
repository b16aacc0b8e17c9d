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

    @Override
    String time(String epochMillis) {
      return "strftime(make_timestamp(" + epochMillis + " * 1000), '%Y-%m-%d %H:%M:%S.%g')";
    }

    @Override
    String mapped(String list, String expression) {
      return "list_transform(" + list + ", lambda run: " + expression + ')';
    }

    @Override
    String percentile(String number, String share) {
      return "quantile_disc(" + number + ", " + share + ')';
    }

    @Override
    String finite(String number) {
      return "isfinite(" + number + ')';
    }

    @Override
    String fraction(String number) {
      return "CAST(" + number + " AS VARCHAR)";
    }

    @Override
    String listOf(String value) {
      return '[' + value + ']';
    }

    @Override
    String trimmed(Side side, String text, String characters) {
      String function =
          switch (side) {
            case LEADING -> "ltrim";
            case TRAILING -> "rtrim";
            case BOTH -> "trim";
          };
      return function + '(' + text + ", " + characters + ')';
    }

    @Override
    String bytes(String text) {
      return "strlen(" + text + ')';
    }

    @Override
    String arraySize(String text) {
      return "CASE WHEN " + isArray(text) + " THEN json_array_length(" + text + ") END";
    }

    @Override
    String arrayContains(String text, String wanted) {
      return "COALESCE(len(list_filter(CASE WHEN "
          + isArray(text)
          + " THEN json_extract("
          + text
          + ", '$[*]') END, lambda item: json_type(item) NOT IN ('OBJECT', 'ARRAY', 'NULL')"
          + " AND json_extract_string(item, '$') = "
          + wanted
          + ")) > 0, FALSE)";
    }

    private static String isArray(String text) {
      return "json_valid(" + text + ") AND json_type(" + text + ") = 'ARRAY'";
    }

    @Override
    String ofHex(String digits) {
      return "array_to_string(list_transform(regexp_extract_all("
          + digits
          + ", '..'), lambda item: chr(TRY_CAST('0x' || item AS INTEGER))), '')";
    }

    @Override
    String monthsSince1970(String epochMillis) {
      return "date_diff('month', TIMESTAMP '1970-01-01 00:00:00', make_timestamp("
          + epochMillis
          + " * 1000))";
    }

    @Override
    String startOfMonth(String monthsSince1970) {
      return "epoch_ms(TIMESTAMP '1970-01-01 00:00:00' + to_months(CAST("
          + monthsSince1970
          + " AS INTEGER)))";
    }
  },

  /** Athena, whose engine is Trino. */
  ATHENA {
    @Override
    String scalar(String path) {
      // json_extract_scalar alone reads a message that is cut off behind the field.
      return "CASE WHEN TRY(json_parse(message)) IS NOT NULL THEN json_extract_scalar(message, "
          + path
          + ") END";
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

    @Override
    String time(String epochMillis) {
      return "format_datetime(from_unixtime(CAST("
          + epochMillis
          + " AS DOUBLE) / 1000, 'UTC'), 'yyyy-MM-dd HH:mm:ss.SSS')";
    }

    @Override
    String mapped(String list, String expression) {
      return "transform(" + list + ", run -> " + expression + ')';
    }

    @Override
    String percentile(String number, String share) {
      return "approx_percentile(" + number + ", " + share + ')';
    }

    @Override
    String finite(String number) {
      return "is_finite(" + number + ')';
    }

    @Override
    String fraction(String number) {
      // A cast would write 1.5 as 1.5E0.
      return "format('%s', " + number + ')';
    }

    @Override
    String listOf(String value) {
      return "ARRAY[" + value + ']';
    }

    @Override
    String trimmed(Side side, String text, String characters) {
      return "trim(" + side + ' ' + characters + " FROM " + text + ')';
    }

    @Override
    String bytes(String text) {
      return "length(to_utf8(" + text + "))";
    }

    @Override
    String arraySize(String text) {
      // json_array_length alone does not look behind the list.
      return "CASE WHEN TRY(json_parse("
          + text
          + ")) IS NOT NULL THEN json_array_length("
          + text
          + ") END";
    }

    @Override
    String arrayContains(String text, String wanted) {
      return "COALESCE(any_match(TRY(CAST(json_parse("
          + text
          + ") AS ARRAY(JSON))), item -> json_extract_scalar(item, '$') = "
          + wanted
          + "), FALSE)";
    }

    @Override
    String ofHex(String digits) {
      return "array_join(transform(regexp_extract_all("
          + digits
          + ", '..'), item -> chr(from_base(item, 16))), '')";
    }

    @Override
    String monthsSince1970(String epochMillis) {
      String time = "from_unixtime(CAST(" + epochMillis + " AS DOUBLE) / 1000, 'UTC')";
      return "((year(" + time + ") - 1970) * 12 + month(" + time + ") - 1)";
    }

    @Override
    String startOfMonth(String monthsSince1970) {
      String start = "TIMESTAMP '1970-01-01 00:00:00'";
      return "date_diff('millisecond', "
          + start
          + ", date_add('month', "
          + monthsSince1970
          + ", "
          + start
          + "))";
    }
  };

  /** The text of a scalar in the message, else NULL. */
  abstract String scalar(String path);

  /** Whether that scalar is a JSON text. */
  abstract String isText(String path);

  abstract String contains(String value, String text);

  abstract String endsWith(String value, String text);

  abstract String finds(String value, String regex);

  /** A point in time as the service shows it, in UTC. */
  abstract String time(String epochMillis);

  /** The list with the expression, which speaks of {@code run}, in place of each item. */
  abstract String mapped(String list, String expression);

  /** The number that this share of the numbers does not exceed, 0 to 1. */
  abstract String percentile(String number, String share);

  /** A number with digits behind its point, as a text. */
  abstract String fraction(String number);

  /** A list of this one value. */
  abstract String listOf(String value);

  /** The expression, which calls the value {@code run} however often it speaks of it. */
  String bound(String value, String expression) {
    return mapped(listOf(value), expression) + "[1]";
  }

  /** The text without those of the characters that stand at that side of it. */
  abstract String trimmed(Side side, String text, String characters);

  /** How long the text is in UTF-8. */
  abstract String bytes(String text);

  /** How many items the list has that the text spells as JSON, else NULL. */
  abstract String arraySize(String text);

  /** Whether that list has a scalar of this spelling; FALSE where it is no list. */
  abstract String arrayContains(String text, String wanted);

  /** Each two of the hexadecimal digits as a character. */
  abstract String ofHex(String digits);

  /** The number of the month that the point in time lies in, in UTC; January 1970 is 0. */
  abstract String monthsSince1970(String epochMillis);

  /** When that month began, in milliseconds since 1970. */
  abstract String startOfMonth(String monthsSince1970);

  /** Where a text is trimmed. */
  enum Side {
    LEADING,
    TRAILING,
    BOTH
  }

  /** Whether a number is neither infinite nor no number at all. */
  abstract String finite(String number);
}
