package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The jar is killed, as by {@code kill -9}, at a call of its run, and run again. */
final class KillIT extends JarCase {
  private static final String MANIFEST =
      "PUT /backup.cloudwatch.umma/backup/_logstrata/umma-production/.*[.]json";
  private static final String LEASE = "backup/_logstrata/lease.json";

  /** The manifest is a run's 26th call, and not its last. */
  private static final int FEWER_CALLS_THAN_A_RUN_HAS = 26;

  private static final int MORE_CALLS_THAN_A_RUN_HAS = 200;

  @ParameterizedTest
  @Timeout(120)
  @CsvSource({
    "CreateExportTask,true",
    "DescribeExportTasks,false",
    "MANIFEST,false",
    "MANIFEST,true"
  })
  void killed_at_a_step_that_matters(String operation, boolean callIsDone) throws Exception {
    put("a", at("00:00:00.000"), "first");
    put("b", at("23:59:59.999"), "second");
    String call = operation.equals("MANIFEST") ? MANIFEST : operation;

    assertThat(isKilled((number, what) -> what.matches(call), callIsDone)).isTrue();

    assertThatTheNextRunConverges(operation);
  }

  @ParameterizedTest
  @Tag("long")
  @Timeout(1200)
  @ValueSource(booleans = {true, false})
  void killed_at_any_step(boolean callIsDone) throws Exception {
    int call = 1;
    put("a", at("00:00:00.000"), "first");
    put("b", at("23:59:59.999"), "second");
    while (call <= MORE_CALLS_THAN_A_RUN_HAS) {
      int last = call;
      if (!isKilled((number, what) -> number == last, callIsDone)) {
        break;
      }
      assertThatTheNextRunConverges("call " + call);
      forgetTheArchive();
      call++;
    }
    assertThat(call).isBetween(FEWER_CALLS_THAN_A_RUN_HAS + 1, MORE_CALLS_THAN_A_RUN_HAS);
  }

  private boolean isKilled(Gate.Point point, boolean callIsDone) throws Exception {
    try (Gate gate = new Gate(cloud.endpoint(), cloud.s3Endpoint(), point, callIsDone)) {
      Process process = start("killed", nightly("gate.json", gate));
      try {
        while (!gate.reached().await(20, TimeUnit.MILLISECONDS)) {
          if (!process.isAlive()) {
            assertThat(process.exitValue()).isZero();
            return false;
          }
        }
        return true;
      } finally {
        // SIGKILL.
        process.destroyForcibly().waitFor();
      }
    }
  }

  private List<String> nightly(String file, Gate gate) throws IOException {
    String text =
        Files.readString(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"))
            .replace(cloud.endpoint().toString(), gate.logsEndpoint().toString())
            .replace(cloud.s3Endpoint().toString(), gate.s3Endpoint().toString());
    Path config = Files.writeString(folder.resolve(file), text);
    return List.of("nightly", "--config=" + config);
  }

  private void assertThatTheNextRunConverges(String killedAt) throws Exception {
    letTheLeaseRunOut();
    Path config = config(", \"settle\": \"PT0S\", \"lookbackDays\": 1");

    Finished finished = run(List.of("nightly", "--config=" + config));

    assertThat(finished.exit()).as("killed at %s: %s", killedAt, finished).isZero();
    assertThat(run(config, "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    assertThat(out.toString())
        .as("killed at %s", killedAt)
        .isEqualTo(day + "T00:00:00.000Z a first\n" + day + "T23:59:59.999Z b second\n");
    assertThat(run(config, "verify")).as("killed at %s: %s", killedAt, out).isZero();
    assertThat(out.toString()).contains("days=1 VERIFIED=1");
    assertThat(run(config, "nightly")).isZero();
    assertThat(out.toString()).startsWith("days=0");
  }

  /** As if the five minutes had passed after which a run that does not renew is taken for dead. */
  private void letTheLeaseRunOut() {
    try {
      String note =
          object(LEASE)
              .replaceAll("\"expires\" ?: ?\"[^\"]*\"", "\"expires\":\"1970-01-01T00:00:00Z\"");
      s3.putObject(
          put -> put.bucket("backup.cloudwatch.umma").key(LEASE), RequestBody.fromString(note));
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      // It was killed before it took one.
      assertThat(e.statusCode()).isEqualTo(404);
    }
  }

  private void forgetTheArchive() {
    s3.listObjectsV2Paginator(list -> list.bucket("backup.cloudwatch.umma"))
        .contents()
        .forEach(
            object ->
                s3.deleteObject(
                    delete -> delete.bucket("backup.cloudwatch.umma").key(object.key())));
    s3.deleteBucket(delete -> delete.bucket("backup.cloudwatch.umma"));
  }
}
