package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.DayTemplate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/** The service holds the days from the 13th of March on, the group is of the 1st of January. */
abstract class AdoptionFixture extends RunFixture {
  static final String GROUP = "umma-production";
  static final String FOLDER = "backup/umma-production/2026/3/";

  AdoptionFixture() {
    logs.removeGroup(GROUP);
    logs.group(GROUP, "2026-01-01T00:00:00Z", OptionalInt.of(7));
  }

  AdoptionReport adopt(Optional<String> group, LocalDate first, LocalDate last)
      throws InterruptedException {
    return adopt(logs, bucket, ZoneOffset.UTC, group, first, last);
  }

  AdoptionReport adopt(
      LogSource source,
      ArchiveStore store,
      ZoneId zone,
      Optional<String> group,
      LocalDate first,
      LocalDate last)
      throws InterruptedException {
    return new Adoption(
            source,
            store,
            LAYOUT,
            zone,
            pace,
            notices::add,
            new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "adoption"))
        .adopt(new AdoptionRequest(UMMA, group, DayTemplate.SEED, first, last, false, false));
  }

  AdoptedDay adopt(LocalDate day) throws InterruptedException {
    AdoptionReport report = adopt(Optional.empty(), day, day);
    assertThat(report.problems()).isEmpty();
    return report.days().get(0);
  }

  void old(int dayOfMarch, String task, String stream, String text) {
    bucket.export(FOLDER + dayOfMarch + "/" + task + "/" + stream + "/000000.gz", text);
  }
}
