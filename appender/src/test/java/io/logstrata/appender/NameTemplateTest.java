package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameTemplateTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("INSTANCE_ID", " 3 ", "POD", "$1\\blue", "BLANK", "  ", "WORKER", "w-9");

  private final List<String> problems = new ArrayList<>();

  @Test
  void fills_in_host_pid_uuid_and_variables_whatever_characters_they_have() {
    NameTemplate template = template("{host}/{pid}/{uuid}/{env:POD}", null);
    assertThat(template.at(0)).isEqualTo("ip-172-31-26-196/4711/0-1-2/$1\\blue");
    assertThat(problems).isEmpty();
  }

  @Test
  void the_instance_is_the_process_managers_number_or_a_variable_of_ones_own() {
    assertThat(template("{instance}", null).at(0)).isEqualTo("3");
    assertThat(template("{instance}", "WORKER").at(0)).isEqualTo("w-9");
    assertThat(problems).isEmpty();
  }

  @Test
  void node_app_instance_comes_before_instance_id() {
    Map<String, String> both = Map.of("NODE_APP_INSTANCE", "0", "INSTANCE_ID", "3");
    Surroundings pm2 = new Surroundings(() -> "host", 1, "u", both::get);
    NameTemplate template =
        NameTemplate.of("logStream", "{instance}", ZoneId.of("UTC"), null, pm2, problems::add);
    assertThat(template.at(0)).isEqualTo("0");
    assertThat(problems).isEmpty();
  }

  @Test
  void the_date_changes_at_midnight_of_its_zone_and_goes_back_with_the_clock() {
    NameTemplate utc = template("app-{date}", null);
    assertThat(utc.at(millis("2019-05-31T23:59:59.999Z"))).isEqualTo("app-2019-05-31");
    assertThat(utc.at(millis("2019-06-01T00:00:00Z"))).isEqualTo("app-2019-06-01");
    assertThat(utc.at(millis("2019-05-31T12:00:00Z"))).isEqualTo("app-2019-05-31");

    NameTemplate seoul =
        NameTemplate.of(
            "logStream", "{date}", ZoneId.of("Asia/Seoul"), null, surroundings(), problems::add);
    assertThat(seoul.at(millis("2019-05-31T14:59:59.999Z"))).isEqualTo("2019-05-31");
    assertThat(seoul.at(millis("2019-05-31T15:00:00Z"))).isEqualTo("2019-06-01");
  }

  @Test
  void what_cannot_be_filled_in_is_said_with_its_remedy() {
    template("{env:NONE}{env:BLANK}{instance}{Host}{}", "UNSET");
    assertThat(problems)
        .containsExactly(
            "logStream uses {env:NONE}, but the environment has no NONE: set it",
            "logStream uses {env:BLANK}, but the environment has no BLANK: set it",
            "logStream uses {instance}, but the environment has none of [UNSET]: name the process"
                + " manager's variable with instanceVariable, or use {pid}",
            "logStream has the unknown token {Host}: use {host}, {pid}, {instance}, {uuid}, {date}"
                + " or {env:NAME}",
            "logStream has the unknown token {}: use {host}, {pid}, {instance}, {uuid}, {date}"
                + " or {env:NAME}");
  }

  @Test
  void names_the_character_that_the_service_forbids() {
    assertThat(NameTemplate.problemsOfGroup("logGroup", "umma production"))
        .containsExactly(
            "logGroup is \"umma production\", with the character ' ': use letters a-z and A-Z,"
                + " digits and the characters . - _ / # only");
    assertThat(NameTemplate.problemsOfGroup("logGroup", "\uD83D\uDE00"))
        .singleElement()
        .asString()
        .contains("with the character '\uD83D\uDE00'");
    assertThat(NameTemplate.problemsOfGroup("logGroup", "aws/x")).hasSize(1);
    assertThat(NameTemplate.problemsOfGroup("logGroup", "x".repeat(513))).hasSize(1);
    assertThat(NameTemplate.problemsOfGroup("logGroup", "/a.b-c_d#E/9" + "x".repeat(500)))
        .isEmpty();
    assertThat(NameTemplate.problemsOfStream("logStream", "a:b")).hasSize(1);
    assertThat(NameTemplate.problemsOfStream("logStream", "a*b")).hasSize(1);
    assertThat(NameTemplate.problemsOfStream("logStream", "")).hasSize(1);
    assertThat(NameTemplate.problemsOfStream("logStream", "\uC8FC\uBB38 {x}")).isEmpty();
  }

  private NameTemplate template(String text, String instanceVariable) {
    return NameTemplate.of(
        "logStream", text, ZoneId.of("UTC"), instanceVariable, surroundings(), problems::add);
  }

  private static Surroundings surroundings() {
    return new Surroundings(() -> "ip-172-31-26-196", 4711, "0-1-2", ENVIRONMENT::get);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
