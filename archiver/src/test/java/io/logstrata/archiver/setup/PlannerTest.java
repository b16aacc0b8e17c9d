package io.logstrata.archiver.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import io.logstrata.archiver.setup.declare.LogClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private final FakeEnvironment environment = new FakeEnvironment();
  private final Declaration declaration = Declared.whole();

  @BeforeEach
  void apply() throws Exception {
    new Application(environment, outcome -> {})
        .apply(Planner.plan(declaration, environment.actual()));
    environment.topics.put(
        "alarms",
        new Actual.Topic(
            FakeEnvironment.arn("alarms"),
            List.of(new Actual.Subscription("email", "a@example.com", true))));
  }

  @Test
  void an_environment_as_declared_does_not_differ() {
    assertThat(plan().differs()).isFalse();
  }

  @Test
  void every_attribute_of_a_group_that_drifted_is_found() {
    environment.groups.computeIfPresent(
        "umma",
        (name, group) ->
            new Actual.Group(
                OptionalInt.of(7),
                "STANDARD",
                Optional.empty(),
                Map.of("team", "x", "cost", "1"),
                group.filters()));

    Item item = item(Thing.group("umma"));

    assertThat(item.state()).isEqualTo(Item.State.CHANGE);
    assertThat(item.differences())
        .extracting(Difference::toString)
        .containsExactly(
            "retentionDays 7 -> 90",
            "kmsKey none -> arn:aws:kms:ap-northeast-2:123456789012:key/1",
            "tag team x -> backend");
    assertThat(item.steps())
        .containsExactly(
            new Step.SetRetention("umma", 90),
            new Step.SetKey("umma", Declared.KEY),
            new Step.AddTags("umma", new TreeMap<>(Map.of("team", "backend"))));
  }

  @Test
  void a_group_that_keeps_events_for_ever_gets_its_retention() {
    environment.groups.computeIfPresent(
        "umma",
        (name, group) ->
            new Actual.Group(
                OptionalInt.empty(), "STANDARD", group.kmsKey(), group.tags(), group.filters()));

    assertThat(item(Thing.group("umma")).differences())
        .containsExactly(new Difference("retentionDays", "for ever", "90"));
  }

  @Test
  void another_class_cannot_be_changed_and_rules_metric_filters_out() {
    environment.groups.computeIfPresent(
        "umma",
        (name, group) ->
            new Actual.Group(
                OptionalInt.of(7), "INFREQUENT_ACCESS", group.kmsKey(), group.tags(), Map.of()));

    Item group = item(Thing.group("umma"));
    Item filter = item(Thing.filter("umma", "errors"));

    assertThat(group.state()).isEqualTo(Item.State.CANNOT);
    assertThat(group.differences())
        .contains(new Difference("class", "INFREQUENT_ACCESS", "STANDARD"));
    assertThat(group.steps()).containsExactly(new Step.SetRetention("umma", 90));
    assertThat(group.remark()).startsWith("the service never changes a group's class");
    assertThat(filter.state()).isEqualTo(Item.State.CANNOT);
    assertThat(filter.steps()).isEmpty();
    assertThat(filter.remark()).contains("which has no metric filters");
  }

  @Test
  void every_attribute_of_the_bucket_that_drifted_is_found() {
    environment.bucket = Optional.of(new Actual.Bucket(false, false, "AES256"));

    assertThat(item(Thing.bucket("backup")).differences())
        .extracting(Difference::toString)
        .containsExactly(
            "public access open -> closed",
            "CloudWatch Logs kept out -> let in",
            "kmsKey AES256 -> arn:aws:kms:ap-northeast-2:123456789012:key/1");
  }

  @Test
  void every_attribute_of_a_metric_filter_that_drifted_is_found() {
    environment.groups.computeIfPresent(
        "umma",
        (name, group) ->
            new Actual.Group(
                group.retentionDays(),
                group.logClass(),
                group.kmsKey(),
                group.tags(),
                Map.of(
                    "errors",
                    new Actual.Filter(
                        Declared.SEED_PATTERN,
                        "Other",
                        "errors",
                        "$.bytes",
                        Optional.of(2.0),
                        "Bytes",
                        Map.of("host", "$.host"),
                        List.of("applyOnTransformedLogs")))));

    assertThat(item(Thing.filter("umma", "errors")).remark())
        .isEqualTo("has, undeclared, and left so: applyOnTransformedLogs");
    assertThat(item(Thing.filter("umma", "errors")).differences())
        .extracting(Difference::attribute, Difference::old)
        .extracting(Object::toString)
        .containsExactly(
            "(\"pattern\", \"" + Declared.SEED_PATTERN + "\")",
            "(\"metric\", \"Other/errors\")",
            "(\"value\", \"$.bytes\")",
            "(\"default value\", \"2\")",
            "(\"unit\", \"Bytes\")",
            "(\"dimensions\", \"{host=$.host}\")");
  }

  @Test
  void every_attribute_of_an_alarm_that_drifted_is_found() {
    environment.alarms.put(
        "special",
        new Actual.Alarm(
            "Other/metric",
            "Average",
            "GreaterThanThreshold",
            2.5,
            300,
            3,
            2,
            "missing",
            false,
            List.of(FakeEnvironment.arn("others"))));

    Item item = item(Thing.alarm("special"));

    assertThat(item.differences())
        .extracting(Difference::toString)
        .containsExactly(
            "metric Other/metric -> LogMetrics/special",
            "statistic Average -> Sum",
            "comparison GreaterThanThreshold -> GreaterThanOrEqualToThreshold",
            "threshold 2.5 -> 1",
            "period PT5M -> PT1M",
            "periods 3 -> 1",
            "datapoints to alarm 2 -> 1",
            "missingData missing -> notBreaching",
            "actions off -> on",
            "topic others -> alarms");
    assertThat(item.remark()).contains("tells, undeclared, and left so: ").contains(":others");
  }

  @Test
  void an_address_counts_as_a_difference_until_it_has_confirmed() {
    environment.topics.put(
        "alarms",
        new Actual.Topic(
            FakeEnvironment.arn("alarms"),
            List.of(new Actual.Subscription("email", "a@example.com", false))));

    Item item = item(Thing.subscription("alarms", "a@example.com"));

    assertThat(item.state()).isEqualTo(Item.State.UNCONFIRMED);
    assertThat(item.steps()).isEmpty();
    assertThat(plan().differs()).isTrue();
  }

  @Test
  void what_nobody_declared_is_named_and_left_alone() {
    environment.groups.computeIfPresent(
        "umma",
        (name, group) -> {
          Map<String, Actual.Filter> filters = new TreeMap<>(group.filters());
          filters.put("older", filters.get("errors"));
          return new Actual.Group(
              group.retentionDays(), group.logClass(), group.kmsKey(), group.tags(), filters);
        });
    environment.topics.put(
        "alarms",
        new Actual.Topic(
            FakeEnvironment.arn("alarms"),
            List.of(
                new Actual.Subscription("email", "a@example.com", true),
                new Actual.Subscription("https", "https://example.com/hook", true))));

    assertThat(item(Thing.filter("umma", "older")).state()).isEqualTo(Item.State.FOREIGN);
    assertThat(item(Thing.subscription("alarms", "https://example.com/hook")).state())
        .isEqualTo(Item.State.FOREIGN);
    assertThat(plan().differs()).isFalse();
  }

  @Test
  void what_is_declared_as_somebody_elses_must_be_there() {
    Declaration others =
        Declared.of(
            new DeclaredGroup(
                "gone",
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(),
                true),
            new DeclaredTopic("alarms", List.of(), true),
            Declared.alarm(Declared.special()));

    Plan plan = Planner.plan(others, environment.actual());

    assertThat(plan.items().get(0).state()).isEqualTo(Item.State.CANNOT);
    assertThat(plan.items().get(0).remark()).contains("have it created, or take \"foreign\" out");
    assertThat(plan.items())
        .filteredOn(item -> item.thing().equals(Thing.topic("alarms")))
        .extracting(Item::state)
        .containsExactly(Item.State.FOREIGN);
  }

  @Test
  void the_seeds_own_pattern_is_taken_to_the_letter_with_a_warning() {
    Plan plan =
        Planner.plan(
            Declared.of(
                Declared.group(LogClass.STANDARD),
                new DeclaredTopic("alarms", List.of(), false),
                Declared.alarm(Declared.pattern(Declared.SEED_PATTERN))),
            environment.actual());

    assertThat(plan.items())
        .filteredOn(item -> item.thing().equals(Thing.filter("umma", "errors")))
        .flatExtracting(Item::differences)
        .extracting("attribute", "wanted")
        .containsExactly(org.assertj.core.api.Assertions.tuple("pattern", Declared.SEED_PATTERN));
    assertThat(plan.warnings())
        .containsExactly(
            "alarm special never counts an event without $.statusCode, because != on an absent"
                + " field is false in a filter pattern: put \"$.statusCode NOT EXISTS ||\" before"
                + " it, or declare \"error-special\", if such errors are to wake somebody");
    assertThat(plan().warnings()).isEmpty();
  }

  private Item item(Thing thing) {
    return plan().items().stream()
        .filter(item -> item.thing().equals(thing))
        .findFirst()
        .orElseThrow();
  }

  private Plan plan() {
    return Planner.plan(declaration, environment.actual());
  }
}
