package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand groups of thirty days, in a cloud that has to be asked over the network. */
final class ManyGroupsTest {
  private static final int GROUPS = 1_000;
  private static final Layout LAYOUT = new Layout("backup");

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void are_planned_in_bounded_calls_and_in_under_thirty_seconds_even_if_each_listing_takes_long()
      throws Exception {
    Path objects = Files.createDirectory(folder.resolve("objects"));
    TestClock clock = TestClock.running();
    try (LocalCloud cloud = LocalCloud.builder().data(objects).clock(clock).start()) {
      clock.set(Instant.now().minus(Duration.ofDays(60)));
      for (int i = 0; i < GROUPS; i++) {
        cloud.createLogGroup("group-" + i);
        archive(objects.resolve("backup.cloudwatch.umma"), "group-" + i);
      }
      clock.set(Instant.now());
      assertPlannedInTime(cloud, 1);

      cloud.faults().slowness(Duration.ofMillis(40));
      cloud.faults().withProbability("ListObjectsV2", Fault.SLOW, 1, 7);
      assertPlannedInTime(cloud, 2);
    }
  }

  private void assertPlannedInTime(LocalCloud cloud, int plans) throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter text = new PrintWriter(out, true);
    long begun = System.nanoTime();

    int exit = Main.run(new String[] {"plan", "--config=" + config(cloud)}, Map.of(), text, text);

    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).endsWith("due=3000 at-risk=0\n");
    // One a group, and one for the names of all groups.
    assertThat(cloud.calls("ListObjectsV2")).hasSize(plans * (GROUPS + 1));
    assertThat(cloud.calls("StartQuery")).hasSize(plans * 20);
    assertThat(cloud.calls("DescribeLogGroups")).hasSize(plans * 20);
    assertThat(cloud.calls("GetObject")).isEmpty();
    assertThat(taken).isLessThan(Duration.ofSeconds(30));
  }

  /** Of thirty days all but the oldest three. */
  private void archive(Path bucket, String group) throws IOException {
    Files.createDirectories(bucket.resolve(LAYOUT.manifestPrefix(group)));
    Files.createFile(bucket.resolve(LAYOUT.zoneKey(group, ZoneOffset.UTC)));
    for (int back = 1; back <= 27; back++) {
      LocalDate day = today.minusDays(back);
      Files.createFile(bucket.resolve(LAYOUT.manifestKey(group, day, 1)));
      Files.createFile(bucket.resolve(LAYOUT.doneKey(group, day, 1, RecordCount.NONE)));
    }
  }

  private Path config(LocalCloud cloud) throws IOException {
    return Files.writeString(
        folder.resolve("archiver.json"),
        """
        { "region": "ap-northeast-2", "s3BucketName": "backup.cloudwatch.umma",
          "logFolderName": "backup", "lookbackDays": 30, "settle": "PT0S",
          "endpoint": "%s", "s3Endpoint": "%s" }
        """
            .formatted(cloud.endpoint(), cloud.s3Endpoint()));
  }
}
