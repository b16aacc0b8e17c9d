package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.model.Pipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @Test
  void a_filter_says_in_one_line_what_it_takes() {
    assertThat(ErrorFilter.special().toSentence())
        .isEqualTo("level is \"error\" and statusCode is none of 400, 401, 403, 404, or absent");
    assertThat(Fields.text("a").is("one\ntwo\u001b[2J").toSentence())
        .isEqualTo("a is \"one\u23CEtwo\uFFFD[2J\"");
    assertThat(Fields.text("ip").isInSubnet("10.0.0.0/8").not().toSentence())
        .isEqualTo("not (ip is within 10.0.0.0/8)");
  }

  @Test
  void a_query_says_in_one_line_what_it_does() {
    assertThat(
            Query.fields(Fields.TIMESTAMP, Fields.MESSAGE)
                .filter(ErrorFilter.special())
                .sort(Fields.TIMESTAMP.descending())
                .limit(100)
                .toSentence())
        .isEqualTo(
            "show @timestamp, @message; where level is \"error\" and statusCode is none of 400, 401, 403, 404, or absent; highest @timestamp first; at most 100 events");
    assertThat(
            Query.where(Fields.text("level").is("error"))
                .stats(Aggregates.count().as("errors"))
                .by(Fields.LOG_STREAM, Fields.bin(Duration.ofMinutes(5)).as("at"))
                .toSentence())
        .isEqualTo(
            "where level is \"error\"; number of events as errors, for each @logStream and each 5m as at");
    assertThat(Query.of(new Pipeline(List.of())).toSentence()).isEqualTo("all events");
    assertThat(Query.all(Aggregates.count().as("a\u001b[2J\u009b")).toSentence())
        .isEqualTo("number of events as `a\uFFFD[2J\uFFFD`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "stats count(*) by a | stats count(*), max(a) | limit 1; ~number of events, for each a; number of rows, largest a; at most 1 row~",
        "stats count(a), count_distinct(b), sum(c), avg(d), min(e), stddev(f), variance(g); ~number of a, number of different b, sum of c, average of d, smallest e, standard deviation of f, variance of g~",
        "stats pct(ms, 95) as p95, earliest(a), latest(b) by bin(1h); ~percentile 95 of ms as p95, earliest a, latest b, for each 1h~",
        "stats sum(a) / count(*) as mean; sum(a) / count(*) as mean",
        "fields strlen(a) as size | display size | sort size desc, b asc; ~show strlen(a) as size; show only size; highest size first, then lowest b first~",
        "dedup a, b | limit any 5; ~only the first event of each a and b; any 5 events~",
        "parse @message 'user=* ms=*' as who, ms; take who and ms from @message as in \"user=* ms=*\"",
        "parse @message /user=(?<who>.)/; take who from @message as in /user=(?<who>.)/",
      })
  void a_pasted_query_says_it_too(String query, String sentence) {
    assertThat(Query.parse(query).toSentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a >= 5 and (b < 3 or c != 'x'); a is at least 5 and (b is less than 3 or c is not \"x\")",
        "a = 1 or b like /x+/ and not ispresent(c); a is 1 or (b matches /x+/ and c is absent)",
        "a not like 'x' or endsWith(b, 'y'); a does not contain \"x\" or b ends with \"y\"",
        "strlen(a) > 3 and isempty(b); strlen(a) is greater than 3 and isempty(b) holds",
      })
  void what_was_pasted_says_it_too(String condition, String sentence) {
    assertThat(Filter.parse(condition).toSentence()).isEqualTo(sentence);
  }
}
