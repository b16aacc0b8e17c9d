package io.logstrata.insights.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link QueryRunner} behaves.
 *
 * <pre>{@code
 * new QueryRunner(client, RunnerOptions.DEFAULT.withTimeout(Duration.ofMinutes(20)));
 * }</pre>
 *
 * @param timeout how long one query may take in all, waiting for a free place included; then it is
 *     stopped; at most a day. The service itself gives up after 60 minutes
 * @param firstPoll how long to wait before asking for results the first time; the wait then grows
 *     by half each time
 * @param longestPoll the longest wait between two polls
 * @param concurrentQueries how many queries of this runner may run at once; an account has 100 for
 *     all its users and dashboards
 */
public record RunnerOptions(
    Duration timeout, Duration firstPoll, Duration longestPoll, int concurrentQueries) {
  // The service gives up after an hour; the rest is for waiting until it has a place.
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

  /** Five minutes; polls from 200 ms to 2 s; ten queries at once. */
  public static final RunnerOptions DEFAULT =
      new RunnerOptions(Duration.ofMinutes(5), Duration.ofMillis(200), Duration.ofSeconds(2), 10);

  private static final int MOST_CONCURRENT = 100;

  public RunnerOptions {
    List<String> found = new ArrayList<>();
    positive(found, "timeout", timeout, "PT5M");
    positive(found, "firstPoll", firstPoll, "PT0.2S");
    positive(found, "longestPoll", longestPoll, "PT2S");
    if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      found.add("timeout is " + timeout + ": give at most " + LONGEST_TIMEOUT);
    }
    if (concurrentQueries < 1 || concurrentQueries > MOST_CONCURRENT) {
      found.add("concurrentQueries is " + concurrentQueries + ": give 1 to " + MOST_CONCURRENT);
    }
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", found));
    }
  }

  /** The same with another timeout. */
  public RunnerOptions withTimeout(Duration timeout) {
    return new RunnerOptions(timeout, firstPoll, longestPoll, concurrentQueries);
  }

  private static void positive(List<String> found, String name, Duration value, String example) {
    if (value.isNegative() || value.isZero()) {
      found.add(name + " is " + value + ": give a positive duration, such as " + example);
    }
  }
}
