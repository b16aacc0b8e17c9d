package io.logstrata.insights.model;

/**
 * What a negative condition says of an event that lacks the field (or holds null, an object or an
 * array there).
 *
 * <p>The same words differ between targets: in a metric filter {@code $.statusCode != 400} does not
 * match such an event, in SQL it does not, and for Insights QL the service does not say while
 * observers disagree. So each negative condition carries its answer, and every writer emits the
 * guards that make its target give it.
 *
 * <pre>{@code
 * statusCode.isNot(404, Absent.DOES_NOT_COUNT); // only events that have a status
 * }</pre>
 */
public enum Absent {
  /** An event without the field is one of those asked for. The default of the builders. */
  COUNTS,
  /** Only events that have the field, with another value, are asked for. */
  DOES_NOT_COUNT,
  /**
   * Read from a text without a guard: nobody knows. An evaluator must be told which reading to
   * take.
   */
  AS_THE_SERVICE
}
