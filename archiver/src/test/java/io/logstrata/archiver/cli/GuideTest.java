package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.aws.S3ArchiveStore;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code that the guide shows. */
final class GuideTest extends CloudTest {
  @Test
  void a_day_is_read_from_java() throws Exception {
    put("batch", at("12:00:00.000"), "a timeout");
    put("batch", at("12:00:00.001"), "something else");
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();
    LocalDate yesterday = day;
    List<String> timeouts = new ArrayList<>();

    // region read-a-day
    Archive archive = S3ArchiveStore.archive(s3, "backup.cloudwatch.umma", "backup");
    ArchivedDay day = archive.day("umma-production", yesterday).orElseThrow();
    try (Stream<ArchivedRecord> records = day.records()) {
      records
          .map(ArchivedRecord::message)
          .filter(message -> message.contains("timeout"))
          .forEach(timeouts::add);
    }
    // endregion

    assertThat(timeouts).containsExactly("a timeout");
  }

  @Test
  void a_completion_script_is_printed() throws Exception {
    assertThat(
            Main.run(
                new String[] {"generate-completion"},
                Map.of(),
                new PrintWriter(out, true),
                new PrintWriter(err, true)))
        .isZero();
    assertThat(out.toString()).contains("complete -F").contains("backfill");
  }
}
