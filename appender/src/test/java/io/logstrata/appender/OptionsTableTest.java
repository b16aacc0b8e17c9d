package io.logstrata.appender;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.json.JsonEventEncoder;
import io.logstrata.appender.ship.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/appender.md has every option, with its values, its default and its effect. */
class OptionsTableTest {
  private static final Pattern SETTER = Pattern.compile("(?:set|add)([A-Z]\\w+)");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void has_every_option_of_the_appender() throws IOException {
    Set<String> options = options(AppenderSettings.class);
    options.addAll(options(CloudWatchAppender.class));

    assertThat(documented("## Options")).isEqualTo(options);
  }

  @Test
  void has_every_option_of_the_encoder() throws IOException {
    assertThat(documented("## JSON")).isEqualTo(options(JsonEventEncoder.class));
  }

  @Test
  void has_every_reason_of_a_loss() throws IOException {
    assertThat(documented("## The books"))
        .isEqualTo(
            Arrays.stream(Loss.values()).map(Loss::name).collect(toCollection(TreeSet::new)));
  }

  @Test
  void has_the_defaults_that_are_really_used() throws IOException {
    AppenderOptions.Source source = new AppenderOptions.Source();
    source.put("logGroup", "umma");
    source.put("whenFull", "block");
    AppenderOptions options = source.check(Surroundings.real(), new ArrayList<>()).orElseThrow();
    Map<String, Object> used = new HashMap<>();
    used.put("createLogGroup", options.destination().create().group());
    used.put("createLogStream", options.destination().create().stream());
    used.put("blockAtMost", options.shipper().blockAtMost());
    used.put("flushEvery", options.shipper().flushEvery());
    used.put("concurrentSends", options.shipper().concurrentSends());
    used.put("gzip", options.destination().gzip());
    used.put("callTimeout", options.destination().callTimeout());
    used.put("retryAtMost", options.shipper().retry().cap());
    used.put("stopTimeout", options.stopTimeout());
    used.put("shutdownHook", options.shutdownHook());
    used.put("synchronous", options.synchronous());
    used.put("includeCallerData", options.includeCallerData());
    used.put("jmx", options.jmx());

    Map<String, String> documented = documentedDefaults("## Options");
    used.forEach(
        (option, value) ->
            assertThat(documented.get(option))
                .as(option)
                .isEqualTo(
                    value instanceof Duration duration
                        ? duration.toSeconds() + " s"
                        : value.toString()));
  }

  private static Set<String> options(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .map(method -> SETTER.matcher(method.getName()))
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .collect(toCollection(TreeSet::new));
  }

  /** The names in the first column of the tables of a section; every row must be complete. */
  private static Set<String> documented(String section) throws IOException {
    return rows(section)
        .peek(line -> assertThat(line.split("\\|", -1)).as(line).hasSize(6).doesNotContain(" "))
        .flatMap(OptionsTableTest::names)
        .collect(toCollection(TreeSet::new));
  }

  /** By the name of the option, without their backticks. */
  private static Map<String, String> documentedDefaults(String section) throws IOException {
    Map<String, String> defaults = new HashMap<>();
    rows(section)
        .forEach(
            row ->
                names(row)
                    .forEach(
                        name ->
                            defaults.put(name, row.split("\\|", -1)[3].replace("`", "").strip())));
    return defaults;
  }

  private static Stream<String> rows(String section) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "appender.md"));
    return lines.stream()
        .skip(lines.indexOf(section) + 1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"));
  }

  private static Stream<String> names(String row) {
    return NAME.matcher(row.split("\\|", -1)[1]).results().map((MatchResult name) -> name.group(1));
  }
}
