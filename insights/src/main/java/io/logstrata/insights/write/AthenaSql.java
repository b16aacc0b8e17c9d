package io.logstrata.insights.write;

/** How Athena says it, whose engine is Trino. */
final class AthenaSql implements SqlEngine {
  @Override
  public String member(String key) {
    return "[\"" + key + "\"]";
  }

  @Override
  public String scalar(String path) {
    // json_extract_scalar alone reads a message that is cut off behind the field.
    return "CASE WHEN TRY(json_parse(message)) IS NOT NULL THEN json_extract_scalar(message, "
        + path
        + ") END";
  }

  @Override
  public String isText(String path) {
    return "starts_with(json_format(json_extract(message, " + path + ")), '\"')";
  }

  @Override
  public String contains(String value, String text) {
    return "strpos(" + value + ", " + text + ") > 0";
  }

  @Override
  public String endsWith(String value, String text) {
    return "starts_with(reverse(" + value + "), reverse(" + text + "))";
  }

  @Override
  public String finds(String value, String regex) {
    return "regexp_like(" + value + ", " + regex + ')';
  }

  @Override
  public String time(String epochMillis) {
    return "format_datetime(from_unixtime(CAST("
        + epochMillis
        + " AS DOUBLE) / 1000, 'UTC'), 'yyyy-MM-dd HH:mm:ss.SSS')";
  }

  @Override
  public String mapped(String list, String expression) {
    return "transform(" + list + ", run -> " + expression + ')';
  }

  @Override
  public String percentile(String number, String share) {
    return "approx_percentile(" + number + ", " + share + ')';
  }

  @Override
  public String finite(String number) {
    return "is_finite(" + number + ')';
  }

  @Override
  public String fraction(String number) {
    // A cast would write 1.5 as 1.5E0.
    return "format('%s', " + number + ')';
  }

  @Override
  public String listOf(String value) {
    return "ARRAY[" + value + ']';
  }

  @Override
  public String trimmed(Side side, String text, String characters) {
    return "trim(" + side + ' ' + characters + " FROM " + text + ')';
  }

  @Override
  public String bytes(String text) {
    return "length(to_utf8(" + text + "))";
  }

  @Override
  public String arraySize(String text) {
    // json_array_length alone does not look behind the list.
    return "CASE WHEN TRY(json_parse("
        + text
        + ")) IS NOT NULL THEN json_array_length("
        + text
        + ") END";
  }

  @Override
  public String arrayContains(String text, String wanted) {
    return "COALESCE(any_match(TRY(CAST(json_parse("
        + text
        + ") AS ARRAY(JSON))), item -> json_extract_scalar(item, '$') = "
        + wanted
        + "), FALSE)";
  }

  @Override
  public String ofHex(String digits) {
    return "array_join(transform(regexp_extract_all("
        + digits
        + ", '..'), item -> chr(from_base(item, 16))), '')";
  }

  @Override
  public String monthsSince1970(String epochMillis) {
    String time = "from_unixtime(CAST(" + epochMillis + " AS DOUBLE) / 1000, 'UTC')";
    return "((year(" + time + ") - 1970) * 12 + month(" + time + ") - 1)";
  }

  @Override
  public String startOfMonth(String monthsSince1970) {
    String start = "TIMESTAMP '1970-01-01 00:00:00'";
    return "date_diff('millisecond', "
        + start
        + ", date_add('month', "
        + monthsSince1970
        + ", "
        + start
        + "))";
  }
}
