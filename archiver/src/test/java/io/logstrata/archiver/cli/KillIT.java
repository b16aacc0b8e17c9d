package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final List<String> NIGHTLY = List.of("nightly");
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

    assertThat(isKilled((number, what) -> what.matches(call), callIsDone, NIGHTLY)).isTrue();

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
      if (!isKilled((number, what) -> number == last, callIsDone, NIGHTLY)) {
        break;
      }
      assertThatTheNextRunConverges("call " + call);
      forgetTheArchive();
      call++;
    }
    assertThat(call).isBetween(FEWER_CALLS_THAN_A_RUN_HAS + 1, MORE_CALLS_THAN_A_RUN_HAS);
  }

  @ParameterizedTest
  @Tag("long")
  @Timeout(120)
  @ValueSource(booleans = {true, false})
  void killed_at_the_manifest_of_an_adopted_day(boolean callIsDone) throws Exception {
    String old = day.minusDays(3).toString();
    String key = new Layout("backup").dayFolder(GROUP, day.minusDays(3)) + "/task/batch/000000.gz";
    s3.createBucket(create -> create.bucket("backup.cloudwatch.umma"));
    s3.putObject(
        put -> put.bucket("backup.cloudwatch.umma").key(key),
        RequestBody.fromString(old + "T12:00:00.000Z long ago\n"));
    List<String> adopt = List.of("adopt", "--from=" + old, "--to=" + old);

    assertThat(isKilled((number, what) -> what.matches(MANIFEST), callIsDone, adopt)).isTrue();

    assertThat(archive().day(GROUP, day.minusDays(3)).isPresent()).isEqualTo(callIsDone);
    letTheLeaseRunOut();
    Path config = config(", \"lookbackDays\": 0");
    List<String> again = new ArrayList<>(adopt);
    again.add("--config=" + config);
    Finished finished = run(again);
    assertThat(finished.exit()).as("%s", finished).isZero();
    assertThat(finished.out()).contains(callIsDone ? "present=1" : "adopted=1");
    assertThat(run(config, "cat", "--group=" + GROUP, "--day=" + old)).isZero();
    assertThat(out.toString()).isEqualTo(old + "T12:00:00.000Z batch long ago\n");
    assertThat(run(config, "verify")).isZero();
    assertThat(out.toString()).contains("days=1 ADOPTED=1");
    assertThat(run(config, "status")).isZero();
    assertThat(out.toString()).contains("adopted=1");
    assertThat(object(key)).isEqualTo(old + "T12:00:00.000Z long ago\n");
  }

  private boolean isKilled(Gate.Point point, boolean callIsDone, List<String> command)
      throws Exception {
    try (Gate gate = new Gate(cloud.endpoint(), cloud.s3Endpoint(), point, callIsDone)) {
      Process process = start("killed", through(gate, command));
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

  private List<String> through(Gate gate, List<String> command) throws IOException {
    String text =
        Files.readString(config(", \"settle\": \"PT0S\", \"lookbackDays\": 1"))
            .replace(cloud.endpoint().toString(), gate.logsEndpoint().toString())
            .replace(cloud.s3Endpoint().toString(), gate.s3Endpoint().toString());
    List<String> all = new ArrayList<>(command);
    all.add("--config=" + Files.writeString(folder.resolve("gate.json"), text));
    return all;
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
