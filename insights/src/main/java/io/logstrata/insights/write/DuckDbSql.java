package io.logstrata.insights.write;

/** How DuckDB says it, with its JSON extension. */
final class DuckDbSql implements SqlEngine {
  @Override
  public String member(String key) {
    return ".\"" + key + '"';
  }

  @Override
  public String scalar(String path) {
    return "CASE WHEN json_valid(message) AND json_type(message) = 'OBJECT' AND json_type(message, "
        + path
        + ") NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(message, "
        + path
        + ") END";
  }

  @Override
  public String isText(String path) {
    return "CASE WHEN json_valid(message) THEN json_type(message, "
        + path
        + ") = 'VARCHAR' ELSE FALSE END";
  }

  @Override
  public String contains(String value, String text) {
    return "contains(" + value + ", " + text + ')';
  }

  @Override
  public String endsWith(String value, String text) {
    return "ends_with(" + value + ", " + text + ')';
  }

  @Override
  public String finds(String value, String regex) {
    return "regexp_matches(" + value + ", " + regex + ')';
  }

  @Override
  public String time(String epochMillis) {
    return "strftime(make_timestamp(" + epochMillis + " * 1000), '%Y-%m-%d %H:%M:%S.%g')";
  }

  @Override
  public String mapped(String list, String expression) {
    return "list_transform(" + list + ", lambda run: " + expression + ')';
  }

  @Override
  public String percentile(String number, String share) {
    return "quantile_disc(" + number + ", " + share + ')';
  }

  @Override
  public String finite(String number) {
    return "isfinite(" + number + ')';
  }

  @Override
  public String fraction(String number) {
    return "CAST(" + number + " AS VARCHAR)";
  }

  @Override
  public String listOf(String value) {
    return '[' + value + ']';
  }

  @Override
  public String trimmed(Side side, String text, String characters) {
    String function =
        switch (side) {
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
          case BOTH -> "trim";
        };
    return function + '(' + text + ", " + characters + ')';
  }

  @Override
  public String bytes(String text) {
    return "strlen(" + text + ')';
  }

  @Override
  public String arraySize(String text) {
    return "CASE WHEN " + isArray(text) + " THEN json_array_length(" + text + ") END";
  }

  @Override
  public String arrayContains(String text, String wanted) {
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
  public String ofHex(String digits) {
    return "array_to_string(list_transform(regexp_extract_all("
        + digits
        + ", '..'), lambda item: chr(TRY_CAST('0x' || item AS INTEGER))), '')";
  }

  @Override
  public String monthsSince1970(String epochMillis) {
    return "date_diff('month', TIMESTAMP '1970-01-01 00:00:00', make_timestamp("
        + epochMillis
        + " * 1000))";
  }

  @Override
  public String startOfMonth(String monthsSince1970) {
    return "epoch_ms(TIMESTAMP '1970-01-01 00:00:00' + to_months(CAST("
        + monthsSince1970
        + " AS INTEGER)))";
  }
}
