package io.logstrata.insights.write;

/** What each engine has words of its own for; what all say alike stands where it is needed. */
interface SqlEngine {
  /** One key more, at the end of a path into JSON. */
  String member(String key);

  /** The text of a scalar in the message, else NULL. */
  String scalar(String path);

  /** Whether that scalar is a JSON text. */
  String isText(String path);

  String contains(String value, String text);

  String endsWith(String value, String text);

  String finds(String value, String regex);

  /** A point in time as the service shows it, in UTC. */
  String time(String epochMillis);

  /** The list with the expression, which speaks of {@code run}, in place of each item. */
  String mapped(String list, String expression);

  /** The number that this share of the numbers does not exceed, 0 to 1. */
  String percentile(String number, String share);

  /** A number with digits behind its point, as a text. */
  String fraction(String number);

  /** A list of this one value. */
  String listOf(String value);

  /** The expression, which calls the value {@code run} however often it speaks of it. */
  default String bound(String value, String expression) {
    return mapped(listOf(value), expression) + "[1]";
  }

  /** The text without those of the characters that stand at that side of it. */
  String trimmed(Side side, String text, String characters);

  /** How long the text is in UTF-8. */
  String bytes(String text);

  /** How many items the list has that the text spells as JSON, else NULL. */
  String arraySize(String text);

  /** Whether that list has a scalar of this spelling; FALSE where it is no list. */
  String arrayContains(String text, String wanted);

  /** Each two of the hexadecimal digits as a character. */
  String ofHex(String digits);

  /** The number of the month that the point in time lies in, in UTC; January 1970 is 0. */
  String monthsSince1970(String epochMillis);

  /** When that month began, in milliseconds since 1970. */
  String startOfMonth(String monthsSince1970);

  /** Whether a number is neither infinite nor no number at all. */
  String finite(String number);

  /** Where a text is trimmed. */
  enum Side {
    LEADING,
    TRAILING,
    BOTH
  }
}
