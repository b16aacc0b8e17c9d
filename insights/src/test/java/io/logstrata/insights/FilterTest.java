package io.logstrata.insights;

import static io.logstrata.insights.Examples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.insights.evaluate.AbsentFields;
import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
  private final TextField level = Fields.text("level");
  private final NumberField statusCode = Fields.number("statusCode");

  @Test
  void an_error_without_a_status_is_special() {
    assertThat(ErrorFilter.special().toPredicate())
        .accepts(
            event("{\"level\":\"error\"}"),
            event("{\"level\":\"error\",\"statusCode\":null}"),
            event("{\"level\":\"error\",\"statusCode\":503}"),
            event("{\"level\":\"err\\u006fr\",\"statusCode\":\"500\"}"))
        .rejects(
            event("{\"level\":\"error\",\"statusCode\":404}"),
            event("{\"level\":\"error\",\"statusCode\":\"404\"}"),
            event("{\"level\":\"error\",\"statusCode\":404.0}"),
            event("{\"level\":\"info\",\"statusCode\":503}"),
            event("{\"level\":\"info\",\"message\":\"an error\"}"),
            event("level=error"),
            event("{\"level\":\"error\",\"statusCode\":503"));
  }

  @Test
  void what_an_absent_status_means_can_be_chosen() {
    Filter strict = level.is("error").and(statusCode.isNoneOf(List.of(404), Absent.DOES_NOT_COUNT));
    assertThat(strict.toPredicate())
        .accepts(event("{\"level\":\"error\",\"statusCode\":500}"))
        .rejects(event("{\"level\":\"error\"}"));
  }

  @Test
  void every_negative_condition_is_written_with_its_guard() {
    assertThat(ErrorFilter.special().toInsights())
        .isEqualTo(
            "level = \"error\" and (not ispresent(statusCode) or statusCode not in [400, 401, 403, 404])");
    assertThat(statusCode.isNot(404, Absent.DOES_NOT_COUNT).toInsights())
        .isEqualTo("(ispresent(statusCode) and statusCode != 404)");
    assertThat(level.startsWith("err").not().toInsights())
        .isEqualTo("(not ispresent(level) or not startsWith(level, \"err\"))");
  }

  @Test
  void a_guard_speaks_of_what_is_computed_and_not_of_its_fields() {
    assertThat(Filter.parse("a + 1 > 2").not().toInsights())
        .isEqualTo("not ispresent(a + 1) or not (a + 1 > 2)");
    assertThat(Filter.parse("strlen(path) = 3").not().toInsights())
        .isEqualTo("(not ispresent(strlen(path)) or strlen(path) != 3)");
    assertThat(Filter.parse("isblank(path)").not().toInsights())
        .as("isblank has a value for every event")
        .isEqualTo("not (isblank(path))");
    Filter word = Filter.parse("(ispresent(a + 1) and a + 1 != 2)");
    assertThat(word.toPredicate(AbsentFields.KEEP))
        .accepts(event("{\"a\":2}"))
        .rejects(event("{\"a\":\"word\"}"), event("{\"a\":1}"), event("{}"));
  }

  @Test
  void the_opposite_of_what_the_service_decides_is_for_the_service_to_decide() {
    Filter opposite = Filter.parse("a != 1").not();
    assertThat(opposite.toInsights()).isEqualTo("not (a != 1)");
    assertThat(Filter.parse(opposite.toInsights()).toPredicate())
        .accepts(event("{\"a\":1}"))
        .rejects(event("{}"), event("{\"a\":2}"));
    assertThat(opposite.toPredicate())
        .accepts(event("{\"a\":1}"))
        .rejects(event("{}"), event("{\"a\":2}"));
    assertThatThrownBy(() -> new Condition.Not(opposite.condition(), Absent.DOES_NOT_COUNT))
        .hasMessageContaining("say DOES_NOT_COUNT of the comparison inside");
  }

  @Test
  void the_opposite_takes_exactly_the_other_events() {
    Filter filter = level.is("error").and(statusCode.isLessThan(500)).or(statusCode.isAbsent());
    for (String json :
        List.of(
            "{}",
            "{\"level\":\"error\"}",
            "{\"statusCode\":1}",
            "{\"level\":\"error\",\"statusCode\":\"x\"}",
            "{\"level\":\"error\",\"statusCode\":499}")) {
      assertThat(filter.not().toPredicate().test(event(json)))
          .as(json)
          .isNotEqualTo(filter.toPredicate().test(event(json)));
    }
  }

  @Test
  void a_number_inside_a_text_is_compared_as_a_number_but_equal_only_by_spelling() {
    assertThat(statusCode.isAtLeast(400).toPredicate())
        .accepts(event("{\"statusCode\":\"404\"}"))
        .rejects(event("{\"statusCode\":\"abc\"}"));
    assertThat(statusCode.is(200).toPredicate())
        .accepts(event("{\"statusCode\":\"200\"}"))
        .rejects(event("{\"statusCode\":\"200.0\"}"));
  }

  @Test
  void nested_fields_array_items_and_dotted_keys_are_found_by_their_flat_name() {
    assertThat(Fields.text("r.items.0.id").is("i-1").toPredicate())
        .accepts(event("{\"r\":{\"items\":[{\"id\":\"i-1\"}]}}"))
        .rejects(event("{\"r\":{\"items\":[{\"id\":\"i-2\"},{\"id\":\"i-1\"}]}}"));
    assertThat(Fields.text("host.name").is("h1").toPredicate())
        .accepts(event("{\"host.name\":\"h1\"}"), event("{\"host\":{\"name\":\"h1\"}}"));
  }

  @Test
  void names_and_values_of_any_kind_are_quoted() {
    assertThat(Fields.text("foo-bar").is("say \"hi\" \\ bye").toInsights())
        .isEqualTo("`foo-bar` = \"say \\\"hi\\\" \\\\ bye\"");
    assertThat(Fields.text("limit").contains("|").toInsights()).isEqualTo("`limit` like \"|\"");
    assertThat(Fields.text("path").matches("^/api/.*").toInsights())
        .isEqualTo("path like /^\\/api\\/.*/");
  }

  @Test
  void a_key_that_is_an_at_sign_alone_has_the_name_of_two() {
    Filter filter = Fields.text("@@").is("v").and(Fields.text("@@.x").isNot("w"));
    assertThat(filter.toInsights())
        .isEqualTo("@@ = \"v\" and (not ispresent(@@.x) or @@.x != \"w\")");
    assertThat(Filter.parse(filter.toInsights())).isEqualTo(filter);
    assertThat(filter.toPredicate()).accepts(event("{\"@\":\"v\"}")).rejects(event("{}"));
  }

  @Test
  void addresses_are_looked_up_in_their_block() {
    Filter inside = Fields.text("ip").isInSubnet("192.0.2.0/24");
    assertThat(inside.toPredicate())
        .accepts(event("{\"ip\":\"192.0.2.7\"}"))
        .rejects(event("{\"ip\":\"198.51.100.1\"}"), event("{\"ip\":\"nowhere\"}"));
    assertThatThrownBy(() -> Fields.text("ip").isInSubnet("192.0.2.0"))
        .hasMessage(
            "\"192.0.2.0\" is no CIDR block: write an address and a prefix length, such as 10.0.0.0/8");
  }

  @Test
  void mixed_and_or_is_parenthesised() {
    Filter either = level.is("a").or(level.is("b")).and(statusCode.is(1));
    assertThat(either.toInsights())
        .isEqualTo("(level = \"a\" or level = \"b\") and statusCode = 1");
  }
}
