package io.logstrata.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {
  private final Map<String, Measured> results =
      new HashMap<>(
          Map.of(
              "logstrata", measured(300_000, 0, 2.0, 250, 20_000, 770),
              "logstrata-one-send", measured(200_000, 0, 2.0, 250, 20_000, 770),
              "kdgregory", measured(100_000, 0, 5.0, 2_000, 90_000, 5_000),
              "async-floor", measured(900_000, 0, 0.4, 250, 10_000, 700),
              "raw-floor", measured(900_000, 0, 0.6, 0, 0, 0)));

  @Test
  void what_just_reaches_each_limit_is_met() {
    assertThat(Gates.of(Scenario.named("fast"), results))
        .containsExactly(
            "- met: events lost 0.000 (at most 0.0)",
            "- met: events lost with one send at a time 0.000 (at most 0.0)",
            "- met: delivered/s against kdgregory (aim: 5) 3.000 (at least 3.0)",
            "- met: CPU an event against kdgregory (aim: 0.25) 0.400 (at most 0.4)",
            "- met: caller p50 against kdgregory 0.125 (at most 0.125)",
            "- met: CPU an event against both floors together 2.000 (at most 2.0)",
            "- met: caller p50 against AsyncAppender 1.000 (at most 1.0)",
            "- met: caller bytes against AsyncAppender 1.100 (at most 1.1)");
    assertThat(Gates.of(Scenario.named("latency500"), results))
        .contains("- met: caller p99.99 against AsyncAppender 2.000 (at most 2.0)")
        .allMatch(Gates::isMet);
  }

  @Test
  void what_just_fails_each_limit_is_missed() {
    results.put("logstrata", measured(299_999, 1, 2.001, 251, 20_001, 771));
    results.put("logstrata-one-send", measured(1, 1, 1, 1, 1, 1));

    assertThat(Gates.of(Scenario.named("fast"), results))
        .hasSize(8)
        .allMatch(line -> line.startsWith("- MISSED: "))
        .noneMatch(Gates::isMet);
    assertThat(Gates.of(Scenario.named("latency500"), results))
        .endsWith("- MISSED: caller p99.99 against AsyncAppender 2.000 (at most 2.0)");
  }

  @Test
  void a_candidate_without_a_result_is_named_and_the_others_are_compared_with() {
    results.remove("kdgregory");
    results.remove("raw-floor");

    assertThat(Gates.of(Scenario.named("fast"), results))
        .contains(
            "- NOT COMPARED: kdgregory gave no result",
            "- NOT COMPARED: raw-floor gave no result",
            "- met: caller p50 against AsyncAppender 1.000 (at most 1.0)");
    results.remove("async-floor");
    assertThat(Gates.of(Scenario.named("latency500"), results))
        .endsWith("- NOT COMPARED: async-floor gave no result");
  }

  @Test
  void a_candidate_that_lost_events_is_not_compared_with() {
    results.put("kdgregory", measured(100_000, 5, 5.0, 2_000, 90_000, 5_000));

    assertThat(Gates.of(Scenario.named("fast"), results))
        .contains("- NOT COMPARED: kdgregory lost 5 events")
        .noneMatch(line -> line.contains("against kdgregory"));
  }

  @Test
  void without_a_result_of_ours_there_is_nothing_to_be_met() {
    results.remove("logstrata-one-send");
    assertThat(Gates.of(Scenario.named("burst"), results))
        .contains("- FAILED: logstrata with one send at a time gave no result");
    results.remove("logstrata");
    assertThat(Gates.of(Scenario.named("burst"), results))
        .containsExactly("- FAILED: logstrata gave no result");
  }

  @Test
  void a_median_of_ours_needs_every_run_and_one_of_another_those_that_ended() {
    Measured slow = measured(100, 0, 4, 40, 400, 4_000);
    Measured quick = measured(200, 7, 2, 20, 200, 2_000);
    Map<String, Measured> medians =
        Comparison.medians(
            Map.of(
                "logstrata", List.of(slow, quick),
                "logstrata-one-send", List.of(quick, slow, slow),
                "kdgregory", List.of(slow, quick)),
            3);

    assertThat(medians)
        .containsOnlyKeys("logstrata-one-send", "kdgregory")
        .containsEntry("logstrata-one-send", measured(100, 7, 4, 40, 400, 4_000))
        .containsEntry("kdgregory", measured(150, 7, 3, 30, 300, 3_000));
  }

  private static Measured measured(
      long deliveredPerSecond, long lost, double cpu, int p50, int p9999, double callerBytes) {
    return new Measured(
        deliveredPerSecond, lost, 0, cpu, List.of(p50, 0, 0, p9999, 0), callerBytes, 0, 0);
  }
}
