package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person at a terminal sees, and a file does not. */
final class TerminalTest extends CloudTest {
  private static final String SETTINGS = ", \"settle\": \"PT0S\", \"lookbackDays\": 2";
  private static final Terminal BOTH = new Terminal(true, true, 60);
  private static final Terminal ERR_ONLY = new Terminal(false, true, 60);
  private static final String GREEN = "\u001b[32m#";

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void a_bar_of_days_stands_below_the_notices_and_is_gone_before_the_results() throws Exception {
    assertThat(run(ERR_ONLY, Map.of(), config(SETTINGS), "nightly")).isZero();

    String seen = err.toString();
    assertThat(seen)
        .contains("\r\u001b[Kdays   0% [")
        .contains(" 0/2 (")
        .contains("days  50% [")
        .contains("days 100% [")
        .endsWith("\r\u001b[K");
    assertThat(asATerminalShowsIt(seen))
        .contains("umma-production " + day + ": exporting\n")
        .doesNotContain("%");
    assertThat(asATerminalShowsIt(seen).lines()).noneMatch(line -> line.contains("days"));
    assertThat(out.toString()).contains("days=2 archived=2").doesNotContain("\r", "\u001b");
  }

  @Test
  void without_a_terminal_there_are_plain_lines() throws Exception {
    assertThat(run(config(SETTINGS), "nightly")).isZero();

    assertThat(err.toString())
        .contains("umma-production " + day + ": exporting\n")
        .doesNotContain("\r", "\u001b", "%");
  }

  @Test
  void nothing_to_do_draws_nothing() throws Exception {
    assertThat(run(config(SETTINGS), "nightly")).isZero();

    assertThat(run(BOTH, Map.of(), config(SETTINGS), "nightly")).isZero();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_calendar_has_colours_on_a_terminal_and_only_there() throws Exception {
    assertThat(backfill(SETTINGS)).isZero();

    assertThat(status(BOTH, Map.of())).contains(GREEN);
    assertThat(status(ERR_ONLY, Map.of())).contains("#").doesNotContain("\u001b");
  }

  @Test
  void the_variable_no_color_and_the_option_are_respected_and_the_option_wins() throws Exception {
    assertThat(backfill(SETTINGS)).isZero();

    assertThat(status(BOTH, Map.of("NO_COLOR", "1"))).doesNotContain("\u001b");
    assertThat(status(BOTH, Map.of("NO_COLOR", ""))).contains(GREEN);
    assertThat(status(BOTH, Map.of("NO_COLOR", "1"), "--color=always")).contains(GREEN);
    assertThat(status(BOTH, Map.of(), "--color=never")).doesNotContain("\u001b");
    assertThat(status(Terminal.NONE, Map.of(), "--color=always")).contains(GREEN);
    assertThat(status(BOTH, Map.of(), "--color=auto")).contains(GREEN);
  }

  @Test
  void a_colour_that_is_none_is_wrong_usage_and_json_has_no_colours() throws Exception {
    assertThat(run(config(SETTINGS), "status", "--color=sometimes")).isEqualTo(2);
    assertThat(err.toString()).contains("--color sometimes: give auto, always or never");
    assertThat(status(BOTH, Map.of(), "--json")).startsWith("{").doesNotContain("\u001b");
  }

  private String status(Terminal terminal, Map<String, String> environment, String... options)
      throws Exception {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "status";
    System.arraycopy(options, 0, arguments, 1, options.length);
    run(terminal, environment, config(SETTINGS), arguments);
    return out.toString();
  }

  /** What is left on the lines, when each erasure is done. */
  private static String asATerminalShowsIt(String written) {
    return written.replaceAll("[^\\n]*\r\u001b\\[K", "");
  }
}
