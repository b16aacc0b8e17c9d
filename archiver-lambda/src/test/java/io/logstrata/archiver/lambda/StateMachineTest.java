package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The repaired state machine: it waits outside of the function, tries again, and ends by name. */
final class StateMachineTest extends FunctionTest {
  private final List<Duration> waits = new ArrayList<>();

  private StateMachine machine() throws IOException {
    return new StateMachine(
        SAMPLES.resolve("state-machine.json"),
        duration -> {
          waits.add(duration);
          clock.advance(duration);
        });
  }

  @Test
  void archives_group_by_group() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    StateMachine machine = machine();

    assertThat(machine.run(seedEvent(), this::call).succeeded()).isTrue();
    assertThat(machine.visited())
        .containsExactly(
            "ShortRounds",
            "ExportOneGroup",
            "WhatIsLeft",
            "ExportOneGroup",
            "WhatIsLeft",
            "Archived");
    assertThat(manifest("umma-production")).isPresent();
    assertThat(manifest("umma-production-batch")).isPresent();
  }

  @Test
  void waits_outside_of_the_function_for_a_long_export() throws Exception {
    group("umma-production");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofMinutes(10), Duration.ofMinutes(20)));
    StateMachine machine = machine();

    assertThat(machine.run(seedEvent(), this::call).succeeded()).isTrue();
    assertThat(waits).hasSizeBetween(20, 30).containsOnly(Duration.ofSeconds(60));
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    // Counting again is charged by the bytes scanned: not while the export is waited for.
    assertThat(cloud.calls("StartQuery")).hasSize(2);
  }

  @Test
  void tries_again_with_growing_pauses_when_the_function_breaks() throws Exception {
    group("umma-production");
    int[] left = {3};

    StateMachine.Ended ended =
        machine()
            .run(
                seedEvent(),
                event -> {
                  if (left[0]-- > 0) {
                    throw new ServiceUnreachableException("nobody answers");
                  }
                  return call(event);
                });

    assertThat(ended.succeeded()).isTrue();
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));
  }

  @Test
  void gives_up_after_six_tries_and_says_why() throws Exception {
    StateMachine.Ended ended =
        machine()
            .run(
                seedEvent(),
                event -> {
                  throw new ServiceUnreachableException("nobody answers");
                });

    assertThat(ended.succeeded()).isFalse();
    assertThat(ended.error()).isEqualTo("io.logstrata.archiver.lambda.ServiceUnreachableException");
    assertThat(ended.cause()).isEqualTo("nobody answers");
    assertThat(waits).hasSize(6);
  }

  @Test
  void a_failed_day_ends_in_the_state_of_failure_without_another_try() throws Exception {
    group("umma-production");
    cloud.faults().exports(ExportFault.FAILED, 1);
    StateMachine machine = machine();

    StateMachine.Ended ended = machine.run(seedEvent(), this::call);

    assertThat(ended.succeeded()).isFalse();
    assertThat(ended.error()).isEqualTo("io.logstrata.archiver.lambda.ExportFailedException");
    assertThat(ended.cause()).contains("umma-production " + day + ": export task");
    assertThat(machine.visited()).containsExactly("ShortRounds", "ExportOneGroup", "Failed");
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
  }

  @Test
  void a_bad_event_is_not_tried_again() throws Exception {
    StateMachine machine = machine();

    StateMachine.Ended ended = machine.run(seedEvent().put("region", "Seoul"), this::call);

    assertThat(ended.error()).isEqualTo("io.logstrata.archiver.lambda.BadEventException");
    assertThat(Collections.frequency(machine.visited(), "ExportOneGroup")).isEqualTo(1);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"state-machine-seed.json", "state-machine.json"})
  void every_state_can_be_reached_and_reaches_an_end(String file) throws Exception {
    JsonNode definition = json(Files.readString(SAMPLES.resolve(file)));
    JsonNode states = definition.path("States");
    Set<String> names = new HashSet<>();
    states.fieldNames().forEachRemaining(names::add);

    assertThat(reached(states, definition.path("StartAt").asText())).isEqualTo(names);
    for (String name : names) {
      assertThat(reached(states, name))
          .as("from " + name)
          .anySatisfy(
              end -> assertThat(states.path(end).path("Type").asText()).matches("Succeed|Fail"));
    }
  }

  private static Set<String> reached(JsonNode states, String from) {
    Set<String> reached = new LinkedHashSet<>(Set.of(from));
    List<String> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      JsonNode state = states.path(open.remove(0));
      assertThat(state.isMissingNode()).isFalse();
      List<String> next = new ArrayList<>(state.findValuesAsText("Next"));
      next.addAll(state.findValuesAsText("Default"));
      next.stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  @Test
  void the_schedule_gives_the_event_of_the_replaced_function() throws Exception {
    JsonNode rule = json(Files.readString(SAMPLES.resolve("rule.json")));
    JsonNode targets = json(Files.readString(SAMPLES.resolve("targets.json")));

    assertThat(rule.path("Name").asText()).isEqualTo("export-to-s3-umma");
    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("cron(0 13 * * ? *)");
    assertThat(targets.path("Rule")).isEqualTo(rule.path("Name"));
    assertThat(json(targets.path("Targets").path(0).path("Input").asText())).isEqualTo(seedEvent());
  }
}
