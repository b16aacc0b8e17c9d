package io.logstrata.benchmarks.sidebyside;

import java.util.List;

/**
 * What is asked of every candidate.
 *
 * @param warmUp events before the measured ones
 * @param events that are measured
 * @param perSecond events a second, of both callers together; 0 means as fast as it goes
 * @param runs how often each candidate runs; the median of each measure counts
 */
record Scenario(
    String name,
    String title,
    Behaviour behaviour,
    int warmUp,
    int events,
    int perSecond,
    int runs) {
  /**
   * Enough for the JVM to have compiled what it will compile: the goals are about long runs. What
   * the SDK does once in each call of some 3,500 events is left to the quick compiler until it has
   * been called 5,000 times ({@code Tier4InvocationThreshold}), which takes 18 million events.
   */
  private static final int LONG_WARM_UP = 24_000_000;

  /** So many that the last batch, which waits for company for a second, does not count for much. */
  private static final int MANY = 6_000_000;

  /** At a set pace: five minutes at 5,000 a second, and a p99.99 that is that of 150 calls. */
  private static final int MANY_FOR_A_QUANTILE = 1_500_000;

  private static final int WARM_UP = 2_000_000;

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "fast",
              "As fast as it goes, 6,000,000 events, medians of three runs",
              Behaviour.PROMPT,
              LONG_WARM_UP,
              MANY,
              0,
              3),
          new Scenario(
              "steady",
              "5,000 events/s, 1,500,000 of them",
              Behaviour.PROMPT,
              WARM_UP,
              MANY_FOR_A_QUANTILE,
              5_000,
              1),
          new Scenario(
              "latency20",
              "20 ms service latency, 10,000 events/s, 1,500,000 of them",
              Behaviour.latency(20),
              WARM_UP,
              MANY_FOR_A_QUANTILE,
              10_000,
              1),
          new Scenario(
              "latency500",
              "500 ms service latency, 5,000 events/s, 1,500,000 of them",
              Behaviour.latency(500),
              WARM_UP,
              MANY_FOR_A_QUANTILE,
              5_000,
              1),
          new Scenario(
              "troubled",
              "30 % throttled, 10 % status 500, 10 % connections ended, 10,000 events/s, 1,500,000 of them",
              new Behaviour(0, 0.3, 0.1, 0.1, 0),
              WARM_UP,
              MANY_FOR_A_QUANTILE,
              10_000,
              1),
          new Scenario(
              "outage",
              "A 30 s outage, 5,000 events/s, 1,500,000 of them",
              new Behaviour(0, 0, 0, 0, 30_000),
              WARM_UP,
              MANY_FOR_A_QUANTILE,
              5_000,
              1),
          new Scenario(
              "burst", "A burst of 200,000 events", Behaviour.PROMPT, WARM_UP, 200_000, 0, 1));

  static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scenario "
                        + name
                        + ": give one of "
                        + ALL.stream().map(Scenario::name).toList()));
  }
}
