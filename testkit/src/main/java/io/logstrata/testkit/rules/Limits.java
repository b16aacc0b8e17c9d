package io.logstrata.testkit.rules;

import java.time.Duration;
import java.util.List;

/**
 * The service's numbers. Source: the operation pages and the quota page of CloudWatch Logs, as of
 * November 2026.
 */
public final class Limits {
  /** Bytes that the service counts for each event on top of its message. */
  public static final int EVENT_OVERHEAD_BYTES = 26;

  /** Sum over a batch of UTF-8 message bytes plus the overhead of each event. */
  public static final int BATCH_BYTES = 1_048_576;

  public static final int BATCH_EVENTS = 10_000;

  /** UTF-8 bytes of one message; because of the overhead a batch can hold 1,048,550 at most. */
  public static final int EVENT_BYTES = 1_048_576;

  public static final Duration BATCH_SPAN = Duration.ofHours(24);
  public static final Duration MOST_IN_FUTURE = Duration.ofHours(2);
  public static final Duration MOST_IN_PAST = Duration.ofDays(14);

  /** Days that PutRetentionPolicy takes. */
  public static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /**
   * Most bytes (messages, as counted above) and events in one page of GetLogEvents and
   * FilterLogEvents.
   */
  public static final int PAGE_BYTES = 1_048_576;

  public static final int PAGE_EVENTS = 10_000;

  private Limits() {}
}
