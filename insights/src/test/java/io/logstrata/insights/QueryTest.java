package io.logstrata.insights;

import static io.logstrata.insights.Examples.event;
import static io.logstrata.insights.Fields.LOG_STREAM;
import static io.logstrata.insights.Fields.MESSAGE;
import static io.logstrata.insights.Fields.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.SortKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final NumberField STATUS = Fields.number("statusCode");

  @Test
  void shows_the_newest_special_errors() {
    Query query =
        Query.fields(TIMESTAMP, MESSAGE)
            .filter(ErrorFilter.special())
            .sort(TIMESTAMP.descending())
            .limit(2);
    List<Row> rows =
        query.over(
            Stream.of(
                event(1, "{\"level\":\"error\",\"n\":1}"),
                event(3, "{\"level\":\"error\",\"n\":3}"),
                event(2, "{\"level\":\"error\",\"n\":2}"),
                event(4, "{\"level\":\"error\",\"statusCode\":404}")));
    assertThat(rows)
        .extracting(row -> row.text("@message"))
        .containsExactly("{\"level\":\"error\",\"n\":3}", "{\"level\":\"error\",\"n\":2}");
    assertThat(rows.get(0).columns()).containsExactly("@timestamp", "@message");
    assertThat(rows.get(0).text("@timestamp")).isEqualTo("2024-01-02 12:00:03.000");
    assertThat(rows.get(0).time("@timestamp")).isEqualTo("2024-01-02T12:00:03Z");
    assertThat(query.toInsights())
        .isEqualTo(
            "fields @timestamp, @message | filter level = \"error\" and (not ispresent(statusCode) or statusCode not in [400, 401, 403, 404])"
                + " | sort @timestamp desc | limit 2");
  }

  @Test
  void counts_by_stream_and_by_stretches_of_time() {
    Query query =
        Query.where(ErrorFilter.special())
            .stats(Aggregates.count().as("errors"))
            .by(LOG_STREAM, Fields.bin(Duration.ofMinutes(5)).as("at"));
    List<Row> rows =
        query.over(
            IntStream.range(0, 600).mapToObj(second -> event(second, "{\"level\":\"error\"}")));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).columns()).containsExactly("@logStream", "at", "errors");
    assertThat(rows.get(1).text("at")).isEqualTo("2024-01-02 12:05:00.000");
    assertThat(rows.get(1).count("errors")).isEqualTo(300);
    assertThat(query.toInsights())
        .endsWith("| stats count(*) as errors by @logStream, bin(5m) as at");
  }

  @Test
  void computes_every_aggregate() {
    NumberField a = Fields.number("a");
    List<Row> rows =
        Query.all(
                Aggregates.count().as("all"),
                Aggregates.count(a).as("with"),
                Aggregates.countDistinct(a).as("kinds"),
                Aggregates.sum(a).as("sum"),
                Aggregates.average(a).as("avg"),
                Aggregates.min(a).as("min"),
                Aggregates.max(a).as("max"),
                Aggregates.percentile(a, 50).as("p50"),
                Aggregates.earliest(a).as("first"),
                Aggregates.latest(a).as("last"),
                Aggregates.countWhere(a.isAtLeast(2)).as("big"))
            .over(
                Stream.of(
                    event(3, "{\"a\":6}"),
                    event(1, "{\"a\":2}"),
                    event(2, "{\"a\":2}"),
                    event(0, "plain"),
                    event(4, "{\"a\":1.5}")));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).cells())
        .containsEntry("all", "5")
        .containsEntry("with", "4")
        .containsEntry("kinds", "3")
        .containsEntry("sum", "11.5")
        .containsEntry("avg", "2.875")
        .containsEntry("min", "1.5")
        .containsEntry("max", "6")
        .containsEntry("p50", "2")
        .containsEntry("first", "2")
        .containsEntry("last", "1.5")
        .containsEntry("big", "3");
  }

  @Test
  void without_an_order_the_newest_come_first() {
    List<Row> rows =
        Query.fields(Fields.number("n"))
            .over(Stream.of(event(1, "{\"n\":1}"), event(2, "{\"n\":2}")));
    assertThat(rows).extracting(row -> row.text("n")).containsExactly("2", "1");
  }

  @Test
  void returns_ten_thousand_rows_at_most_unless_told_otherwise() {
    List<Row> rows =
        Query.fields(MESSAGE).over(IntStream.range(0, 10_001).mapToObj(i -> event(i, "x")));
    assertThat(rows).hasSize(10_000);
  }

  @Test
  void keeps_the_first_row_of_each_value_and_all_that_have_none() {
    List<Row> rows =
        Query.fields(Fields.number("t"))
            .sort(Fields.number("t").descending())
            .dedup(Fields.text("server"))
            .over(
                Stream.of(
                    event("{\"t\":2,\"server\":\"a\"}"),
                    event("{\"t\":1,\"server\":\"a\"}"),
                    event("{\"t\":0}"),
                    event("{\"t\":-1}")));
    assertThat(rows).extracting(row -> row.text("t")).containsExactly("2", "0", "-1");
  }

  @Test
  void cuts_fields_out_of_text() {
    List<Row> rows =
        Query.fields(TIMESTAMP)
            .parse(MESSAGE, "[*] * took * ms", "level", "what", "took")
            .filter(Fields.number("took").isAtLeast(100))
            .over(
                Stream.of(
                    event("x [ERROR] the query took 120 ms"),
                    event("x [ERROR] the query took 12 ms"),
                    event("nothing")));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).cells())
        .containsEntry("level", "ERROR")
        .containsEntry("what", "the query")
        .containsEntry("took", "120");
  }

  @Test
  void refuses_what_the_service_would_refuse() {
    assertThatThrownBy(() -> Query.fields(MESSAGE).limit(5).stats(Aggregates.count()))
        .hasMessage("limit stands before the last stats: put it after");
    assertThatThrownBy(() -> Query.fields(MESSAGE).dedup(MESSAGE).filter(STATUS.is(1)))
        .hasMessage("filter stands after dedup: only limit may follow it");
    assertThatThrownBy(() -> Query.fields(MESSAGE).limit(100_001))
        .hasMessage("limit 100001: the service takes 1 to 100000");
    assertThatThrownBy(() -> Query.fields(MESSAGE).parse(MESSAGE, "* *", "a"))
        .hasMessage("parse has 2 stars and 1 name: give one name for each star");
    assertThatThrownBy(
            () ->
                Query.all(Aggregates.count().as("n"))
                    .by(STATUS)
                    .stats(Aggregates.sum(Fields.number("m"))))
        .hasMessage("m is not available after stats: the stats before it keeps only n, statusCode");
    assertThatThrownBy(
            () ->
                Query.all(Aggregates.count().as("n")).by(STATUS).stats(Aggregates.count().as("n")))
        .hasMessage("Ephemeral field is already defined: n: give each name once in a query");
  }

  @Test
  void sorts_in_the_order_of_the_user_guide() {
    List<String> documented =
        List.of(
            "!:",
            "#",
            "*%04",
            "0#",
            "5A",
            "111A",
            "2345_",
            "@",
            "@_",
            "A",
            "A9876fghj",
            "a12345hfh",
            "0",
            "01",
            "1",
            "2",
            "3");
    Query query =
        Query.of(
            new io.logstrata.insights.model.Pipeline(
                List.of(
                    new Command.Display(
                        List.of(io.logstrata.insights.model.Named.of(Field.of("v")))),
                    new Command.Sort(List.of(new SortKey(Field.of("v"), false))))));
    List<String> shuffled = new java.util.ArrayList<>(documented);
    java.util.Collections.shuffle(shuffled, new java.util.Random(7));
    assertThat(query.over(shuffled.stream().map(text -> event("{\"v\":\"" + text + "\"}"))))
        .extracting(row -> row.text("v"))
        .containsExactlyElementsOf(documented);
  }
}
