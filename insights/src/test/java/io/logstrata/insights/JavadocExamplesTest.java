package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
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

  // What the examples take for granted: the imports, and a client, a filter and a query at hand.
  private static final String BEFORE =
      """
      import static io.logstrata.insights.Fields.*;
      import io.logstrata.insights.*;
      import io.logstrata.insights.evaluate.*;
      import io.logstrata.insights.model.Absent;
      import io.logstrata.insights.run.*;
      import io.logstrata.insights.write.SqlDialect;
      import java.time.*;
      import java.util.*;
      class Example {
        static software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient client;
        static QueryRunner runner;
        static QueryResult result;
        static Query query;
        static Filter special;
        static Event event;
      """;

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
      assertThat(complaints(example)).as(example).isEmpty();
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

  private String complaints(String example) {
    StringWriter complaints = new StringWriter();
    String source = BEFORE + "  static void example() {\n" + example + "\n  }\n}\n";
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                complaints,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))),
                null,
                List.of(new Source(source)))
            .call();
    return compiled ? "" : "does not compile: " + complaints;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
