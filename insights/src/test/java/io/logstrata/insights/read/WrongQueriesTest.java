package io.logstrata.insights.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logstrata.insights.Query;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of wrong-queries.tsv: what people type, where it is wrong, and what they are told. */
class WrongQueriesTest {
  record Wrong(String text, int start, int end, String problem) {}

  static List<Wrong> wrong() throws IOException {
    try (InputStream stream = Query.class.getResourceAsStream("conformance/wrong-queries.tsv")) {
      return new String(stream.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(WrongQueriesTest::row)
          .toList();
    }
  }

  private static Wrong row(String line) {
    String[] cells = line.split("\t", -1);
    int dash = cells[1].indexOf('-');
    return new Wrong(
        cells[0],
        Integer.parseInt(cells[1].substring(0, dash)),
        Integer.parseInt(cells[1].substring(dash + 1)),
        cells[2]);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void is_refused_in_its_place_with_what_was_expected(Wrong wrong) {
    SyntaxException refusal =
        catchThrowableOfType(SyntaxException.class, () -> Query.parse(wrong.text()));
    String caret = "\n" + wrong.text() + "\n" + " ".repeat(wrong.start()) + "^";
    assertThat(refusal)
        .hasMessage("line 1, column " + (wrong.start() + 1) + ": " + wrong.problem() + caret);
    assertThat(refusal.startOffset()).isEqualTo(wrong.start());
    assertThat(refusal.endOffset()).isEqualTo(wrong.end());
  }
}
