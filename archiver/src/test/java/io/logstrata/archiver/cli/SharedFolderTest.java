package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two names can lead to one folder: what lies there is the archive of one group only. */
final class SharedFolderTest extends CloudTest {
  private static final String REFUSED =
      "the folder of the group /umma/production holds the archive of the group umma-production:"
          + " give it another logFolderName, or exclude it";

  private static final String OTHER = ", \"settle\": \"PT0S\", \"lookbackDays\": 1";

  @BeforeEach
  void archive_a_day_and_choose_another_group_of_the_same_folder() throws Exception {
    put("batch", at("12:00:00.001"), "not yours");
    assertThat(backfill(OTHER)).isZero();
    logs.createLogGroup(group -> group.logGroupName("/umma/production"));
  }

  @Test
  void whatever_looks_at_the_archive_refuses_it_by_name() throws Exception {
    for (String command : new String[] {"nightly", "plan", "status", "verify"}) {
      assertThat(other(command)).as(command).isEqualTo(1);
      assertThat(err.toString()).as(command).contains("stopped: " + REFUSED);
      assertThat(out.toString()).as(command).isEmpty();
    }
  }

  @Test
  void doctor_finds_it() throws Exception {
    assertThat(other("doctor")).isEqualTo(1);
    assertThat(out.toString()).contains("BROKEN   log groups: " + REFUSED);
  }

  @Test
  void cat_prints_nothing_of_it() throws Exception {
    assertThat(other("cat", "--group=/umma/production", "--day=" + day)).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("is the manifest of the group umma-production, not of /umma/production");
  }

  private int other(String... arguments) throws Exception {
    return run(
        Terminal.NONE, Map.of("LOGSTRATA_LOG_GROUP_FILTER", "/umma/"), config(OTHER), arguments);
  }
}
