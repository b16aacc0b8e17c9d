package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.config.SettingsReader;
import io.logstrata.archiver.daemon.Daemon;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is copied to a host works there. */
final class DeploySamplesTest {
  private static final Path SAMPLES = Path.of("../samples/archiver-deploy");
  private static final Pattern COMMAND =
      Pattern.compile("logstrata-archiver\\.jar (\\w+)|CMD \\[\"(\\w+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"crontab", "logstrata-archiver.service", "Containerfile"})
  void every_command_exists(String file) throws Exception {
    Matcher commands = COMMAND.matcher(Files.readString(SAMPLES.resolve(file)));
    int found = 0;
    while (commands.find()) {
      String command = commands.group(1) == null ? commands.group(2) : commands.group(1);
      if (!command.equals("COPY")) {
        PrintWriter out = new PrintWriter(new StringWriter());
        assertThat(Main.run(new String[] {command, "--help"}, Map.of(), out, out))
            .as(command)
            .isZero();
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logstrata-archiver.service", "Containerfile"})
  void the_hour_of_the_replaced_system_is_one_line(String file) throws Exception {
    List<String> lines =
        Files.readAllLines(SAMPLES.resolve(file)).stream()
            .filter(line -> line.contains("LOGSTRATA_SCHEDULE="))
            .toList();
    assertThat(lines).hasSize(1);
    Matcher schedule = Pattern.compile("LOGSTRATA_SCHEDULE=\"?([^\"]+)").matcher(lines.get(0));
    Matcher settle = Pattern.compile("LOGSTRATA_SETTLE=(\\w+)").matcher(lines.get(0));
    assertThat(schedule.find() && settle.find()).isTrue();

    Settings settings =
        new SettingsReader(
                Map.of(
                    "LOGSTRATA_SCHEDULE", schedule.group(1), "LOGSTRATA_SETTLE", settle.group(1)))
            .read(
                Optional.of(SAMPLES.resolve("archiver.json")), Optional.empty(), Optional.empty());

    assertThat(settings.schedule()).isEqualTo("0 0 0 * * ?");
    assertThat(Daemon.problem(settings.schedule(), settings.scheduleZone())).isEmpty();
    assertThat(settings.settle()).isZero();
  }

  @Test
  void the_configuration_is_right() throws Exception {
    Settings settings =
        new SettingsReader(Map.of())
            .read(
                Optional.of(SAMPLES.resolve("archiver.json")), Optional.empty(), Optional.empty());

    assertThat(settings.groups().chooses("umma-production")).isTrue();
    assertThat(settings.groups().chooses("umma-development")).isFalse();
    assertThat(Daemon.problem(settings.schedule(), settings.scheduleZone())).isEmpty();
  }
}
