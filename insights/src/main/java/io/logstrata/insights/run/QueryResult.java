package io.logstrata.insights.run;

import io.logstrata.insights.Row;
import java.util.List;

/**
 * What became of a query.
 *
 * <pre>{@code
 * List<Row> rows = result.completeRows(); // or an exception that says why there are none
 * double gigabytes = result.statistics().bytesScanned() / 1e9;
 * }</pre>
 *
 * @param outcome how it ended
 * @param queryId the service's name for it, or the empty text if it never started
 * @param rows its rows; of a query that did not complete, those that it had found so far
 * @param statistics what it cost
 * @param message why it did not complete; empty if it did
 * @param limitReached whether there are as many rows as the query's limit allows, or without one
 *     the 10,000 that the service then returns: there may be more
 */
public record QueryResult(
    Outcome outcome,
    String queryId,
    List<Row> rows,
    Statistics statistics,
    String message,
    boolean limitReached) {
  public QueryResult {
    rows = List.copyOf(rows);
  }

  /** How a query ended. */
  public enum Outcome {
    /** All rows are here (up to the query's limit: see {@link QueryResult#limitReached}). */
    COMPLETE,
    /**
     * Of {@link QueryRunner#runWhole}: as many rows as a result can hold, or more, lie within one
     * millisecond.
     */
    CUT,
    /** The service failed to run it. */
    FAILED,
    /** Somebody stopped it, or the waiting thread was interrupted. */
    CANCELLED,
    /** It took longer than the runner or the service allows; the runner stopped it. */
    TIMED_OUT,
    /** The service refused its text, or a range from before the log group was made. */
    MALFORMED,
    /** A log group does not exist. */
    GROUP_MISSING,
    /** Too many queries were running in the account until the timeout. */
    NO_CAPACITY,
    /** The credentials do not allow it. */
    DENIED,
    /** The service could not be reached or did not make sense. */
    UNREACHABLE
  }

  /**
   * What the service says it did.
   *
   * @param recordsMatched events that the filters let through
   * @param recordsScanned events that were looked at
   * @param bytesScanned what the query is charged by
   */
  public record Statistics(double recordsMatched, double recordsScanned, double bytesScanned) {
    static final Statistics NONE = new Statistics(0, 0, 0);
  }

  /**
   * The rows of a query that completed.
   *
   * @throws IllegalStateException if it did not, with the reason
   */
  public List<Row> completeRows() {
    if (outcome != Outcome.COMPLETE) {
      throw new IllegalStateException("the query did not complete: " + outcome + ", " + message);
    }
    return rows;
  }
}
