package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wrong arguments are answered in a few lines, the first of which matters. */
final class UsageTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_wrong_day_is_said_in_two_lines() {
    assertThat(run("backfill", "--from=yesterday", "--to=2026-01-31")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "Invalid value for option '--from': 'yesterday' is no day: give a day such as"
                + " 2026-01-31",
            "See logstrata-archiver backfill --help");
  }

  @Test
  void a_wrong_condition_is_said_without_a_page_of_help() {
    assertThat(run("cat", "--group=g", "--day=2026-01-31", "--filter=level ==")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--filter: ").doesNotContain("Usage:");
    assertThat(err.toString()).endsWith("See logstrata-archiver cat --help\n");
  }

  @Test
  void without_a_command_all_commands_are_listed() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).startsWith("Missing COMMAND.").contains("nightly", "backfill");
  }

  @Test
  void a_command_that_is_nearly_one_is_suggested() {
    assertThat(run("nigthly")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean: ").contains("nightly");
  }

  private int run(String... arguments) {
    return Main.run(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
