package io.logstrata.testkit.logs;

import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The port to the languages in which the service is asked. What it cannot read it refuses; it never
 * guesses.
 */
public interface QueryLanguage {
  /**
   * Reads a Logs Insights query.
   *
   * @throws Refusal MalformedQueryException with the place of the error
   */
  Question query(String text);

  /**
   * Reads a filter pattern.
   *
   * @throws Refusal InvalidParameterException
   */
  Predicate<StoredEvent> pattern(String text);

  /**
   * Reads a filter pattern for what TestMetricFilter tells of a matching message.
   *
   * @return from a message to the values of the fields that the pattern names, by their selectors
   *     or, for the words of a line, by slot or place; fields that the message does not have are
   *     not among them
   * @throws Refusal InvalidParameterException
   */
  Function<String, Map<String, String>> extraction(String text);

  /**
   * Reads which field of a matching message a metric filter takes for a value or a dimension.
   *
   * @param pattern the filter's pattern
   * @param reference such as {@code $.latency}, or {@code $bytes} for a word of a line
   * @return from a message to the field's value, if the message has one
   * @throws Refusal InvalidParameterException, when the pattern knows no such field
   */
  Function<String, Optional<String>> field(String pattern, String reference);

  /** A query that was understood. */
  interface Question {
    /**
     * Returns the rows: column to value, in the order of the columns.
     *
     * @param mostRows how many rows at most, unless the query itself says how many it wants
     */
    List<Map<String, String>> over(Stream<StoredEvent> events, int mostRows);

    /** Returns whether rows are single events, which the service marks with a pointer to each. */
    boolean answersWithEvents();
  }
}
