package io.logstrata.insights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.read.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of filter-patterns.tsv, each with its source: documentation, a live observation, or an
 * inference.
 */
class FilterPatternConformanceTest {
  private static final int ROWS = 240;

  record Row(String pattern, String event, String expected, String source) {}

  static List<Row> rows() throws IOException {
    try (InputStream stream =
        FilterPatternConformanceTest.class.getResourceAsStream("conformance/filter-patterns.tsv")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(FilterPatternConformanceTest::row)
          .toList();
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    String pattern = cells[0].startsWith("(1,025 times X)") ? "X".repeat(1_025) : cells[0];
    return new Row(pattern, cells[1].replace("\\n", "\n"), cells[2], cells[3]);
  }

  @Test
  void no_row_is_missing() throws IOException {
    assertThat(rows()).hasSize(ROWS);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_pattern_is_read_and_matched_as_the_service_does(Row row) {
    if (row.expected().equals("error")) {
      assertThatThrownBy(() -> FilterPattern.parse(row.pattern()))
          .as(row.toString())
          .isInstanceOf(SyntaxException.class);
      return;
    }
    FilterPattern pattern = FilterPattern.parse(row.pattern());
    assertThat(pattern.toMessagePredicate().test(row.event()))
        .as(row.toString())
        .isEqualTo(row.expected().equals("match"));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void write_read_write_is_the_identity(Row row) {
    String text = FilterPattern.parse(row.pattern()).text();
    assertThat(FilterPattern.parse(text).text()).isEqualTo(text);
    assertThat(FilterPattern.parse(text).toMessagePredicate().test(row.event()))
        .isEqualTo(row.expected().equals("match"));
  }

  static Stream<Row> readable() throws IOException {
    return rows().stream().filter(row -> !row.expected().equals("error"));
  }
}
