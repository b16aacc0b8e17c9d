package io.logstrata.benchmarks.sidebyside;

import java.util.Arrays;

/**
 * How long each call of the callers took, in nanoseconds: all of them, so that the tail is what
 * happened.
 */
final class CallTimes {
  private final int[] sorted;

  CallTimes(int[][] perCaller) {
    int total = Arrays.stream(perCaller).mapToInt(times -> times.length).sum();
    sorted = new int[total];
    int at = 0;
    for (int[] times : perCaller) {
      System.arraycopy(times, 0, sorted, at, times.length);
      at += times.length;
    }
    Arrays.sort(sorted);
  }

  /** The value that the given share of calls, 0 to 1, did not exceed. */
  int quantile(double share) {
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  int max() {
    return sorted[sorted.length - 1];
  }
}
