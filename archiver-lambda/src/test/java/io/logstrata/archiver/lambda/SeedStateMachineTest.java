package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The state machine of the system that logstrata replaces, as it stands. */
final class SeedStateMachineTest extends FunctionTest {
  private StateMachine machine() throws IOException {
    return new StateMachine(SAMPLES.resolve("state-machine-seed.json"), clock::advance);
  }

  @Test
  void archives_25_groups_one_a_round() throws Exception {
    for (int i = 1; i <= 25; i++) {
      group(String.format(Locale.ROOT, "umma-production-%02d", i));
    }
    group("umma-staging");
    StateMachine machine = machine();

    StateMachine.Ended ended = machine.run(seedEvent(), this::call);

    assertThat(ended.succeeded()).isTrue();
    assertThat(ended.output())
        .isEqualTo(
            json(
                """
                { "region": "ap-northeast-2", "logGroupFilter": "umma-production", "s3BucketName": "backup.cloudwatch.umma", "logFolderName": "backup", "continue": false }
                """));
    assertThat(Collections.frequency(machine.visited(), "CreateExportTask")).isEqualTo(25);
    assertThat(cloud.calls("CreateExportTask")).hasSize(25);
    for (int i = 1; i <= 25; i++) {
      assertThat(manifest(String.format(Locale.ROOT, "umma-production-%02d", i))).isPresent();
    }
    assertThat(manifest("umma-staging")).isEmpty();
  }

  @Test
  void goes_on_with_a_task_that_outlives_the_function() throws Exception {
    group("umma-production");
    cloud.exports(ExportOptions.defaults().taking(Duration.ofHours(1), Duration.ofHours(1)));
    StateMachine machine = machine();

    assertThat(machine.run(seedEvent(), this::call).succeeded()).isTrue();
    assertThat(Collections.frequency(machine.visited(), "CreateExportTask")).isBetween(8, 10);
    assertThat(cloud.calls("CreateExportTask")).hasSize(1);
    assertThat(manifest("umma-production")).isPresent();
  }

  @Test
  void ends_in_failure_after_all_groups_when_one_failed() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    cloud.faults().exports(ExportFault.CANCELLED, 1);

    StateMachine.Ended ended = machine().run(seedEvent(), this::call);

    assertThat(ended.succeeded()).isFalse();
    assertThat(ended.error()).isEqualTo("io.logstrata.archiver.lambda.ExportFailedException");
    assertThat(ended.cause()).contains("was CANCELLED");
    assertThat(manifest("umma-production-batch")).isPresent();
  }

  @Test
  void does_not_go_on_for_ever_with_a_task_that_never_ends() throws Exception {
    group("umma-production");
    environment.put("LOGSTRATA_TASK_TIMEOUT", "PT3H");
    cloud.faults().exports(ExportFault.STUCK, 1);
    StateMachine machine = machine();

    StateMachine.Ended ended = machine.run(seedEvent(), this::call);

    assertThat(ended.succeeded()).isFalse();
    assertThat(ended.cause())
        .startsWith("umma-production: no day was done since ")
        .endsWith(", longer than PT3H");
    assertThat(Collections.frequency(machine.visited(), "CreateExportTask")).isBetween(12, 16);
  }
}
