package io.logstrata.insights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.evaluate.AbsentFields;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.read.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of insights-ql.tsv, each with its basis. Kinds of expectation: ok (it is read), reject,
 * unsupported (the service has it, we refuse it by name: the words of the refusal stand beside it),
 * match, no, disputed (observers disagree: the option decides), rows (what comes out), absent (a
 * row without a value in that column), elsewhere (read, because something else than the text makes
 * the service refuse it: the reason stands beside it).
 */
class InsightsConformanceTest {
  private static final int ROWS = 249;
  private static final String SEPARATOR = " ;; ";

  record Expectation(String id, String query, List<Event> events, String expected, String values) {
    @Override
    public String toString() {
      return id + " " + query;
    }
  }

  static List<Expectation> expectations() throws IOException {
    try (InputStream stream =
        InsightsConformanceTest.class.getResourceAsStream("conformance/insights-ql.tsv")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(InsightsConformanceTest::expectation)
          .toList();
    }
  }

  private static Expectation expectation(String line) {
    String[] cells = line.split("\t", -1);
    List<Event> events = split(cells[2]).map(InsightsConformanceTest::event).toList();
    return new Expectation(cells[0], cells[1].replace("\\n", "\n"), events, cells[3], cells[4]);
  }

  private static Stream<String> split(String cell) {
    return cell.isEmpty() ? Stream.empty() : Stream.of(cell.split(SEPARATOR, -1));
  }

  private static Event event(String text) {
    int blank = text.indexOf(' ');
    return Event.of(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
  }

  private static Map<String, String> cells(String text) {
    return Stream.of(text.split(" & "))
        .collect(
            Collectors.toMap(
                cell -> cell.substring(0, cell.indexOf('=')),
                cell -> cell.substring(cell.indexOf('=') + 1)));
  }

  @Test
  void no_row_is_missing() throws IOException {
    assertThat(expectations()).hasSize(ROWS);
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void the_query_is_read_and_evaluated_as_expected(Expectation row) {
    switch (row.expected()) {
      case "reject" ->
          assertThatThrownBy(() -> Query.parse(row.query())).isInstanceOf(SyntaxException.class);
      case "unsupported" ->
          assertThatThrownBy(() -> Query.parse(row.query()))
              .isInstanceOf(SyntaxException.class)
              .hasMessageContaining(row.values());
      case "ok", "elsewhere" ->
          assertThat(Query.parse(Query.parse(row.query()).toInsights()))
              .isEqualTo(Query.parse(row.query()));
      case "match" -> assertThat(Query.parse(row.query()).over(row.events().stream())).hasSize(1);
      case "no" -> assertThat(Query.parse(row.query()).over(row.events().stream())).isEmpty();
      case "disputed" -> {
        assertThat(Query.parse(row.query()).over(row.events().stream(), AbsentFields.KEEP))
            .hasSize(1);
        assertThat(Query.parse(row.query()).over(row.events().stream(), AbsentFields.DROP))
            .isEmpty();
      }
      case "rows" -> {
        List<Row> rows = Query.parse(row.query()).over(row.events().stream());
        List<Map<String, String>> wanted =
            split(row.values()).map(InsightsConformanceTest::cells).toList();
        assertThat(rows).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
          assertThat(rows.get(i).cells()).containsAllEntriesOf(wanted.get(i));
        }
      }
      case "absent" -> {
        List<Row> rows = Query.parse(row.query()).over(row.events().stream());
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).columns()).doesNotContain(row.values());
      }
      default -> throw new AssertionError("no such expectation: " + row.expected());
    }
  }

  @Test
  void what_is_not_supported_or_not_for_the_text_to_decide_says_why_and_stands_in_the_docs()
      throws IOException {
    String semantics = Files.readString(Path.of("../docs/semantics.md"));
    assertThat(expectations())
        .filteredOn(row -> List.of("unsupported", "elsewhere").contains(row.expected()))
        .allSatisfy(row -> assertThat(row.values()).isNotBlank())
        .allSatisfy(row -> assertThat(semantics).contains(row.id()));
  }
}
