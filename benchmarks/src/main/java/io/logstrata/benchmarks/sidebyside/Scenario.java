package io.logstrata.benchmarks.sidebyside;

import java.util.List;

/**
 * What is asked of every candidate.
 *
 * @param perSecond events a second, of both callers together; 0 means as fast as it goes
 */
record Scenario(String name, String title, Behaviour behaviour, int events, int perSecond) {
  static final List<Scenario> ALL =
      List.of(
          new Scenario("fast", "As fast as it goes", Behaviour.PROMPT, 1_500_000, 0),
          new Scenario("steady", "5,000 events/s", Behaviour.PROMPT, 100_000, 5_000),
          new Scenario(
              "latency20",
              "20 ms service latency, 5,000 events/s",
              Behaviour.latency(20),
              100_000,
              5_000),
          new Scenario(
              "latency500",
              "500 ms service latency, 5,000 events/s",
              Behaviour.latency(500),
              100_000,
              5_000),
          new Scenario(
              "troubled",
              "30 % throttled, 10 % status 500, 10 % connections ended, 5,000 events/s",
              new Behaviour(0, 0.3, 0.1, 0.1, 0),
              100_000,
              5_000),
          new Scenario(
              "outage",
              "A 30 s outage, 2,000 events/s",
              new Behaviour(0, 0, 0, 0, 30_000),
              100_000,
              2_000),
          new Scenario("burst", "A burst of 200,000 events", Behaviour.PROMPT, 200_000, 0));

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
