package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users copy out of the Javadoc compiles. */
class JavadocExamplesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/logstrata/insights");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public .*(class|interface|record|enum) ");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R\\s*\\* }</pre>", Pattern.DOTALL);

  @TempDir private Path classes;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Aggregate",
        "Aggregates",
        "BooleanField",
        "ErrorFilter",
        "Fields",
        "Filter",
        "FilterPattern",
        "Groupable",
        "NumberField",
        "Query",
        "Row",
        "Selectable",
        "StatsQuery",
        "TextField",
        "TimeField",
        "TypedField",
        "run/QueryResult",
        "run/QueryRunner",
        "run/RunnerOptions",
        "run/TimeRange"
      })
  void each_example_of_a_front_room_type_compiles(String type) throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(SOURCES.resolve(type + ".java")))
            .results()
            .map(JavadocExamplesTest::code)
            .toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(Snippets.complaints(example, classes)).as(example).isEmpty();
    }
  }

  @Test
  void each_public_type_shows_how_it_is_used() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> types =
          files.filter(file -> PUBLIC_TYPE.matcher(text(file)).find()).sorted().toList();
      assertThat(types).hasSizeGreaterThan(50);
      assertThat(types)
          .allSatisfy(
              type ->
                  assertThat(text(type).split("(?m)^public ", 2)[0])
                      .as("before the declaration")
                      .contains("<pre>{@code"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String code(MatchResult example) {
    return example
        .group(1)
        .lines()
        .map(line -> line.replaceFirst("^\\s*\\* ?", ""))
        .collect(Collectors.joining("\n"));
  }
}
