package io.logstrata.samples.quickstart;

import static io.logstrata.insights.Fields.LOG_STREAM;
import static io.logstrata.insights.Fields.MESSAGE;
import static io.logstrata.insights.Fields.TIMESTAMP;

import io.logstrata.insights.Aggregates;
import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The special-error question in three forms: how many, how many in each stream, and which were the
 * newest.
 */
final class Questions {
  // region questions
  static final Query NUMBER =
      Query.where(ErrorFilter.special()).stats(Aggregates.count().as("errors"));

  static final Query BY_STREAM =
      Query.where(ErrorFilter.special()).stats(Aggregates.count().as("errors")).by(LOG_STREAM);

  static final Query NEWEST =
      Query.fields(TIMESTAMP, MESSAGE)
          .filter(ErrorFilter.special())
          .sort(TIMESTAMP.descending())
          .limit(100);

  // endregion

  private Questions() {}

  /**
   * What one place answered.
   *
   * @param number how many special errors there are
   * @param byStream how many in each stream that has any
   * @param newest time and message of the newest 100, newest first
   */
  record Answer(long number, Map<String, Long> byStream, List<Row> newest) {}

  /** Asks all three, wherever the asker takes them. */
  static Answer ask(Function<Query, List<Row>> asker) {
    List<Row> number = asker.apply(NUMBER);
    Map<String, Long> byStream = new TreeMap<>();
    asker
        .apply(BY_STREAM)
        .forEach(row -> byStream.put(row.text("@logStream"), row.count("errors")));
    // A count over no events at all has no row.
    return new Answer(
        number.isEmpty() ? 0 : number.get(0).count("errors"), byStream, asker.apply(NEWEST));
  }
}
