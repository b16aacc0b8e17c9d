package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code jsonParse} makes, and the functions beside it. */
class StructuresTest {
  private static final String BODY =
      "{\"body\":\"{\\\"users\\\":[{\\\"name\\\":\\\"Kim\\\",\\\"tags\\\":[1,\\\"a\\\",null,true]},{\\\"name\\\":\\\"Lee\\\"}],\\\"n\\\":2.50}\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "fields jsonParse(body).users[1].name as v; Lee",
        "fields jsonParse(body) as j | display j.n as v; 2.50",
        "fields jsonParse(body) as j, j.users[0] as u, u.tags[1] as v; a",
        "fields jsonParse(body) as j | display j.users[0] as v; {\"name\":\"Kim\",\"tags\":[1,\"a\",null,true]}",
        "fields jsonArraySize(jsonParse(body).users) as v; 2",
        "fields jsonParse(body).users as u | display if(ispresent(u), strlen(coalesce(toupper(u), \"none\")), 0) as v; 4",
        "fields jsonParse(body) as j | sort j.n desc | display j.n + 1 as v; 3.5",
        "fields jsonParse(body).n as n | stats sum(n) as v by n; 2.5",
      })
  void goes_into_maps_and_lists(String query, String expected) {
    assertThat(rows(query)).singleElement().extracting(row -> row.get("v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "fields jsonParse(body).users[2].name as v",
    "fields jsonParse(body).users.name as v",
    "fields jsonParse(body)[0] as v",
    "fields jsonParse(body).users[0].tags[2] as v",
    "fields jsonParse(body).n.x as v",
    "fields toupper(jsonParse(body)) as v",
    "fields jsonParse(body) + 1 as v",
    "fields jsonParse(nothing) as v",
  })
  void is_absent_where_there_is_nothing(String query) {
    assertThat(rows(query))
        .singleElement()
        .satisfies(row -> assertThat(row).doesNotContainKey("v"));
  }

  @Test
  void compares_false_with_anything() {
    String parsed = "fields jsonParse(body) as j | filter ";
    assertThat(
            rows(
                parsed
                    + "j in [\"x\"] or j not in [\"x\"] or j like \"x\" or j not like \"x\" or j = j or j < 1"))
        .isEmpty();
    assertThat(rows(parsed + "ispresent(j.users) and not ispresent(j.nothing)")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "parseDate(\"2024-01-02 03:04\", \"yyyy-MM-dd HH:mm\", \"Asia/Seoul\"); 1704132240000",
        "parseDate(\"2024-01-02T03:04:05+02:00\", \"yyyy-MM-dd'T'HH:mm:ssXXX\"); 1704157445000",
        "formatDate(@timestamp, \"%d.%m.%y %H:%M:%S %a %b 100%%\", \"Asia/Seoul\"); 02.01.24 21:00:00 Tue Jan 100%",
        "strftime(@timestamp, \"%F %T\"); 2024-01-02 12:00:00",
        "hexToDec(\"-0xFF\"); -255",
        "decToHex(-0.5); 0x0",
        "isPrivateIP(\"172.31.0.1\") * 10 + isPrivateIP(\"172.32.0.1\"); 10",
        "jsonArrayContains(\"[1, 2]\", \"2\"); 1",
        "trim(\"\uD83D\uDE01x\uD83D\uDE00\", \"\uD83D\uDE00\"); \uD83D\uDE01x",
        "toupper(\"stra\u00DFe\"); STRA\u00DFE",
      })
  void computes(String expression, String expected) {
    assertThat(rows("fields " + expression + " as v"))
        .singleElement()
        .extracting(row -> row.get("v"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "parseDate(\"yesterday\", \"yyyy-MM-dd\")",
        "parseDate(\"2024-01-02\", \"yyyy-MM-dd\", \"Nowhere\")",
        "hexToDec(\"0x\")",
        "hexToAscii(\"123\")",
        "hexToAscii(\"xy\")",
        "decToHex(\"x\")",
        "jsonArraySize(\"{}\")",
        "formatDate(\"x\", \"%Y\")",
      })
  void computes_nothing_of_what_does_not_fit(String expression) {
    assertThat(rows("fields " + expression + " as v"))
        .singleElement()
        .satisfies(row -> assertThat(row).doesNotContainKey("v"));
  }

  @Test
  void names_the_code_of_a_date_that_it_does_not_know() {
    assertThatThrownBy(() -> rows("fields formatDate(@timestamp, \"%Q\") as v"))
        .hasMessage("formatDate(): %Q is not evaluated: write codes such as %Y-%m-%d %H:%M:%S");
    assertThatThrownBy(() -> rows("fields parseDate(\"x\", \"bbb{\") as v"))
        .hasMessageContaining("\"bbb{\" is no pattern of dates");
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 2024-01-02 11:56:00.000",
    "2m, 2024-01-02 11:57:00.000",
    "1h, 2024-01-02 12:00:00.000",
  })
  void an_offset_moves_the_edges_of_the_buckets(String offset, String start) {
    assertThat(rows("stats count(*) as n by bin(5m) as t offset " + offset))
        .containsExactly(Map.of("n", "1", "t", start));
  }

  private static List<Map<String, String>> rows(String query) {
    return Query.parse(query).over(Stream.of(Examples.event(BODY))).stream()
        .map(Row::cells)
        .toList();
  }
}
