package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Filters tried before they are applied, and declarations that cannot be used. */
final class FilterTryoutTest extends SetupCloudTest {
  private static final String SAMPLES =
      """
      {"level":"error","statusCode":500}
      {"level":"error"}

      {"level":"error","statusCode":404}
      """;

  @Test
  void each_filter_is_tried_in_memory_and_by_the_service() throws Exception {
    assertThat(run(UMMA, "setup", "--test-filters=" + samples(SAMPLES))).isZero();

    assertThat(out.toString())
        .contains(
            "match    umma-production-error-special line 1:"
                + " {\"level\":\"error\",\"statusCode\":500}")
        .contains("match    umma-production-error-special line 2: {\"level\":\"error\"}")
        .contains(
            "no match umma-production-error-special line 4:"
                + " {\"level\":\"error\",\"statusCode\":404}")
        .contains("umma-staging-error-special messages=3 matched=2 service=2");
    assertThat(cloud.calls("TestMetricFilter")).hasSize(2);
    assertThat(changes()).isZero();
  }

  @Test
  void offline_nobody_is_asked() throws Exception {
    assertThat(run(UMMA, "setup", "--offline", "--json", "--test-filters=" + samples(SAMPLES)))
        .isZero();

    assertThat(out.toString())
        .startsWith(
            "{\"alarm\":\"umma-production-error-special\",\"line\":1,\"matches\":true,\"message\":");
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void a_disagreement_with_the_service_is_shown() throws Exception {
    Path config =
        config(
            """
            , "logGroups": [ { "name": "g" } ], "topics": [ { "name": "t" } ],
              "alarms": [ { "name": "slow", "logGroup": "g", "filterName": "f", "topic": "t",
                "filter": "ms >= 1000" } ]
            """);

    // A number inside a text is a number to a query, and none to a filter pattern.
    assertThat(run(config, "setup", "--test-filters=" + samples("{\"ms\":\"2000\"}\n")))
        .isEqualTo(3);

    assertThat(out.toString())
        .contains("DISAGREE slow line 1: here it matches, service it does not match");
  }

  @Test
  void a_plan_cannot_be_had_offline() throws Exception {
    assertThat(run(UMMA, "setup", "--offline")).isEqualTo(2);

    assertThat(err.toString()).contains("--offline is for --test-filters alone");
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_or_empty_is_wrong_usage() throws Exception {
    assertThat(run(UMMA, "setup", "--test-filters=" + folder.resolve("no.jsonl"))).isEqualTo(2);
    assertThat(run(UMMA, "setup", "--test-filters=" + samples("\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("has no messages: put one on each line");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_message() throws Exception {
    assertThat(run(UMMA, "setup", "--test-filters=" + samples("\uFEFF" + SAMPLES))).isZero();

    assertThat(out.toString()).contains("match    umma-production-error-special line 1: {");
  }

  @Test
  void a_file_of_another_encoding_says_what_to_do() throws Exception {
    Path latin1 = Files.write(folder.resolve("latin1.jsonl"), new byte[] {'\'', (byte) 0xE9, '\n'});

    assertThat(run(UMMA, "setup", "--test-filters=" + latin1)).isEqualTo(2);

    assertThat(err.toString()).contains("latin1.jsonl is not in UTF-8: convert it");
  }

  @Test
  void everything_wrong_is_said_before_any_call() throws Exception {
    Path config =
        config(
            """
            , "logGroups": [ { "name": "g", "retentionDays": 45 } ],
              "alarms": [ { "name": "a", "logGroup": "h", "filterName": "f", "topic": "t",
                "filter": "error-special", "period": "PT90S" } ]
            """);

    assertThat(run(config, "setup", "--apply")).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(5)
        .allMatch(line -> line.startsWith("configuration: "))
        .anyMatch(line -> line.contains("the nearest that the service offers is 30 or 60"))
        .anyMatch(line -> line.contains("alarms[0].period: \"PT90S\" must be"))
        .anyMatch(line -> line.contains("alarms[0]: \"absentStatus\" is missing"))
        .anyMatch(line -> line.contains("alarms[0].logGroup: \"h\" is not declared in logGroups"))
        .anyMatch(line -> line.contains("alarms[0].topic: \"t\" is not declared in topics"));
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void without_a_declaration_there_is_nothing_to_set_up() throws Exception {
    assertThat(run(config(""), "setup")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing is declared");
    assertThat(run(config(""), "alarms")).isEqualTo(2);
  }

  private Path samples(String text) throws Exception {
    return Files.writeString(folder.resolve("samples.jsonl"), text);
  }
}
