package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import org.junit.jupiter.api.Test;

/** A service and a bucket that are too busy for every fourth call. */
final class BusyBucketTest extends CloudTest {
  private static final String SETTINGS = ", \"settle\": \"PT0S\", \"lookbackDays\": 1";

  @Test
  void throttling_at_random_costs_time_and_nothing_else() throws Exception {
    put("batch", at("12:00:00.001"), "x");
    put("batch", at("12:00:00.002"), "y");
    for (String operation :
        new String[] {
          "HeadBucket",
          "GetBucketPolicy",
          "ListObjectsV2",
          "GetObject",
          "PutObject",
          "DescribeLogGroups",
          "DescribeExportTasks"
        }) {
      cloud.faults().withProbability(operation, Fault.THROTTLED, 0.25, 7);
    }

    assertThat(run(config(SETTINGS), "nightly")).isZero();
    assertThat(out.toString()).contains("verdict=VERIFIED");
    assertThat(run(config(SETTINGS), "verify")).isZero();
    assertThat(run(config(SETTINGS), "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    assertThat(out.toString().lines()).hasSize(2);
  }
}
