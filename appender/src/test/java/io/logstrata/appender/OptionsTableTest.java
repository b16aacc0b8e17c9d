package io.logstrata.appender;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.json.JsonEventEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "appender.md"));
    return lines.stream()
        .skip(lines.indexOf(section) + 1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .peek(line -> assertThat(line.split("\\|", -1)).as(line).hasSize(6).doesNotContain(" "))
        .flatMap(OptionsTableTest::names)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> names(String row) {
    return NAME.matcher(row.split("\\|", -1)[1]).results().map((MatchResult name) -> name.group(1));
  }
}
