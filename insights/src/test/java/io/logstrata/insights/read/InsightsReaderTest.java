package io.logstrata.insights.read;

import static io.logstrata.insights.Examples.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.Fields;
import io.logstrata.insights.Filter;
import io.logstrata.insights.Query;
import io.logstrata.insights.evaluate.AbsentFields;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsReaderTest {

  @Test
  void reads_the_seed_query_and_writes_the_same_stages() throws IOException {
    Query seed = Query.parse(resource("special-errors-absent-status-undecided.insights"));
    assertThat(seed.toPrettyInsights())
        .isEqualTo(
            """
            fields @timestamp, @message
            | filter level = "error"
            | filter statusCode != 400
            | filter statusCode != 401
            | filter statusCode != 403
            | filter statusCode != 404
            | sort @timestamp desc
            | limit 100""");
    assertThat(Query.parse(seed.toPrettyInsights())).isEqualTo(seed);
  }

  @Test
  void what_the_seed_query_makes_of_an_absent_status_is_for_the_reader_to_say() throws IOException {
    Query seed = Query.parse(resource("special-errors-absent-status-undecided.insights"));
    assertThat(seed.over(Stream.of(event("{\"level\":\"error\"}")))).hasSize(1);
    assertThat(seed.over(Stream.of(event("{\"level\":\"error\"}")), AbsentFields.DROP)).isEmpty();
  }

  @Test
  void a_guard_is_read_as_the_answer_that_it_is() {
    assertThat(Filter.parse(ErrorFilter.special().toInsights())).isEqualTo(ErrorFilter.special());
    Filter opposite = Fields.text("a").startsWith("x").not();
    assertThat(Filter.parse(opposite.toInsights()).toPredicate(AbsentFields.DROP))
        .accepts(event("{}"), event("{\"a\":\"y\"}"))
        .rejects(event("{\"a\":\"xy\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter (not ispresent(a) or a != \"x\")",
        "filter a = 1 and (b = 2 or not ispresent(c)) and (ispresent(d) and d not in [1, -2.50, \"x\"])",
        "filter not (a = 1 or b < 2)",
        "filter a not like /x\\/y[\\/]/ or b like \"a\\\"b\\\\\"",
        "fields a + b * (c - 1) ^ 2 - (-5) as n, -a as m, abs(-(a + b)) as k | filter n % 2 = 1",
        "fields `foo-bar`, map.`user.id`, @`aws.tag.x:y`, @@type, items.0.id, `limit` as `a b`",
        "stats count(*) as n, sum(a) / 1024 as kb, pct(b, 95) as p, sum(c >= 500) as bad by @logStream, bin(5m) as t | sort t asc, n desc | limit 5",
        "parse @message \"[*] *\" as level, what | display level, what | dedup level | limit any 3",
        "parse @message /\\[(?<the_level>\\S+)\\] (?<what>.*)/ | stats latest(what) as w by the_level",
        "fields jsonParse(@message) as j, jsonParse(b).`user.id`[2].x as x | filter j.users[1].action = \"PutData\" and -j.a[0] < 1 | display j.name, x",
        "filter (a = 1 or b > 2) - 1 = 0 and 2 * (not ispresent(c)) = 2 and -(a < 1) = 0",
        "fields `offset` | stats count(*) by bin(5m) as t, a offset 1h",
        "filter startsWith(a, \"x\") and not endsWith(a, \"y\") and isIpInSubnet(ip, \"10.0.0.0/8\") and strcontains(a, \"z\", true)",
      })
  void write_read_write_is_the_identity(String text) {
    assertThat(Query.parse(text).toInsights()).isEqualTo(text);
  }

  @Test
  void reads_what_people_paste() {
    String pasted =
        """
        # newest first
        FIELDS @timestamp,
               @message # as they came
        | WHERE level IN ['error', "warn"] and @message =~ /(?i)time.?out/ |
        SORT @timestamp DESC
        | LIMIT 20
        """;
    assertThat(Query.parse(pasted).toInsights())
        .isEqualTo(
            "fields @timestamp, @message | filter level in [\"error\", \"warn\"] and @message like /(?i)time.?out/ | sort @timestamp desc | limit 20");
  }

  @Test
  void a_mistake_is_shown_in_its_place() {
    SyntaxException wrong =
        catchThrowableOfType(
            SyntaxException.class,
            () -> Query.parse("fields @message\n| filter level == \"error\""));
    assertThat(wrong)
        .hasMessage(
            """
            line 2, column 17: found `=`, expected a field, `true`, `false`, `(`, `-`, a number, a text in quotes
            | filter level == "error"
                            ^""");
    assertThat(wrong.startOffset()).isEqualTo(32);
    assertThat(wrong.endOffset()).isEqualTo(33);
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Query.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8).stripTrailing();
    }
  }
}
