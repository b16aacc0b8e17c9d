package io.logstrata.insights.evaluate;

/**
 * How an evaluator reads a negative condition that came from a text without a guard ({@code filter
 * statusCode != 400}) on an event that lacks the field. The service documents neither reading and
 * observers disagree; conditions made by the builders carry their own answer and do not ask.
 *
 * <pre>{@code
 * Filter.parse("statusCode != 404").toPredicate(AbsentFields.DROP); // not without a status
 * }</pre>
 */
public enum AbsentFields {
  /** The event is kept: what was seen on a live log group. The default. */
  KEEP,
  /** The event is dropped, and so is the opposite of any comparison with the field, as in SQL. */
  DROP
}
