package io.logstrata.testkit.metrics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.testkit.AlarmState;
import io.logstrata.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of AWS's page on missing data, as {@code missing-data.json}: the newest of five
 * minutes on the right, {@code X} breaches, {@code 0} does not, {@code -} is missing; three of the
 * five are evaluated.
 */
final class MissingDataTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Metric METRIC = Metric.of("LogMetrics", "errors", Map.of());

  record Case(
      String datapoints,
      int toAlarm,
      MissingData treatment,
      AlarmState before,
      AlarmState expected) {}

  static List<Case> cases() throws IOException {
    try (InputStream table =
        requireNonNull(MissingDataTest.class.getResourceAsStream("missing-data.json"))) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode row : JsonMapper.builder().build().readTree(table)) {
        assertThat(row.path("source").asText()).as("source of %s", row).isNotBlank();
        for (MissingData treatment : MissingData.values()) {
          String expected = row.get(treatment.word()).textValue();
          for (AlarmState before : AlarmState.values()) {
            cases.add(
                new Case(
                    row.get("datapoints").textValue(),
                    row.get("toAlarm").intValue(),
                    treatment,
                    before,
                    expected.equals("retained") ? before : AlarmState.valueOf(expected)));
          }
        }
      }
      return cases;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void an_alarm_is_in_the_state_of_the_table(Case one) {
    TestClock clock = TestClock.stoppedAt(NOON.minusSeconds(1));
    MetricStore metrics = new MetricStore(clock);
    String[] minutes = one.datapoints.split(" ", -1);
    for (int i = 0; i < minutes.length; i++) {
      if (!minutes[i].equals("-")) {
        double value = minutes[i].equals("X") ? 1 : 0;
        long minute = NOON.minus(Duration.ofMinutes(minutes.length - i)).getEpochSecond();
        metrics.add(METRIC, "None", minute, "test", StatisticSet.of(value));
      }
    }
    AlarmDesk desk = new AlarmDesk(metrics, clock, (action, alarm, change) -> {});
    desk.put("arn", settings(one), Map.of());
    MetricAlarm alarm = desk.find("alarm").orElseThrow();
    desk.set(alarm, one.before, "set by the test");

    clock.set(NOON);
    desk.settle();

    assertThat(alarm.state()).isEqualTo(one.expected);
  }

  private static AlarmSettings settings(Case one) {
    return new AlarmSettings(
        "alarm",
        Optional.empty(),
        new AlarmSettings.Actions(true, List.of(), List.of(), List.of()),
        METRIC,
        Optional.empty(),
        Statistic.SUM,
        new AlarmSettings.Condition(Comparison.AT_LEAST, 1.0, 60, 3, one.toAlarm, one.treatment),
        new AlarmSettings.Given(OptionalInt.of(one.toAlarm), Optional.empty()));
  }
}
