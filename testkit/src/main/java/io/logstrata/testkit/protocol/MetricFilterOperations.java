package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.logs.FilterCounter;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.MetricFilter;
import io.logstrata.testkit.logs.MetricSink;
import io.logstrata.testkit.logs.QueryLanguage;
import io.logstrata.testkit.rules.MetricRules;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.rules.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Metric filters: kept, checked, tested, and set to count what comes from then on. */
final class MetricFilterOperations {
  private static final int MOST_FILTERS = 100;
  private static final int LONGEST_PATTERN = 1024;
  private static final int LONGEST_VALUE = 100;
  private static final int MOST_DIMENSIONS = 3;
  private static final int MOST_TEST_MESSAGES = 50;
  private final LogStore store;
  private final QueryLanguage language;
  private final MetricSink metrics;

  MetricFilterOperations(LogStore store, QueryLanguage language, MetricSink metrics) {
    this.store = store;
    this.language = language;
    this.metrics = metrics;
  }

  Map<String, Operation> all() {
    return Map.of(
        "PutMetricFilter", this::put,
        "DescribeMetricFilters", this::describe,
        "DeleteMetricFilter", this::delete,
        "TestMetricFilter", this::test);
  }

  private void put(Input input, ObjectNode answer) {
    Names.group(input.text("logGroupName"));
    String name = Names.filter(input.text("filterName"));
    String pattern = requiredPattern(input);
    Map<String, Object> transformation = transformation(input);
    LogGroup group = store.group(input.text("logGroupName"));
    if (!group.logClass().equals("STANDARD")) {
      String named = group.logClass().equals("DELIVERY") ? "Delivery" : "Infrequent Access";
      throw new Refusal(
          "InvalidOperationException",
          "Metric filters are not supported for log groups of the " + named + " class.");
    }
    long now = store.clock().millis();
    FilterCounter counter =
        new FilterCounter(
            group.name() + ":" + name,
            language.pattern(pattern),
            new FilterMeasures(language).of(pattern, transformation),
            metrics);
    if (group.metricFilters().size() >= MOST_FILTERS && !group.metricFilters().containsKey(name)) {
      throw Refusal.limitExceeded();
    }
    group.metricFilters().put(name, new MetricFilter(name, pattern, transformation, now, counter));
  }

  /** Returns the request's filter pattern if it has one; refuses it if it is too long. */
  static Optional<String> pattern(Input input) {
    Optional<String> pattern = input.optionalText("filterPattern");
    if (pattern.isPresent() && pattern.get().length() > LONGEST_PATTERN) {
      throw Refusal.constraint(
          pattern.get(),
          "filterPattern",
          "Member must have length less than or equal to " + LONGEST_PATTERN);
    }
    return pattern;
  }

  private static String requiredPattern(Input input) {
    return pattern(input)
        .orElseThrow(() -> Refusal.constraint(null, "filterPattern", "Member must not be null"));
  }

  private static Map<String, Object> transformation(Input input) {
    List<Input> transformations = input.list("metricTransformations");
    if (transformations == null) {
      throw Refusal.constraint(null, "metricTransformations", "Member must not be null");
    }
    if (transformations.size() != 1) {
      throw Refusal.constraint(
          "[" + transformations.size() + " transformations]",
          "metricTransformations",
          "Member must have length equal to 1");
    }
    Input given = transformations.get(0);
    Map<String, Object> members = new TreeMap<>();
    members.put("metricName", Names.metric(given.text("metricName"), "metricName"));
    members.put("metricNamespace", Names.metric(given.text("metricNamespace"), "metricNamespace"));
    String value = given.requiredText("metricValue");
    if (value.length() > LONGEST_VALUE) {
      throw Refusal.constraint(
          value, "metricValue", "Member must have length less than or equal to " + LONGEST_VALUE);
    }
    members.put("metricValue", value);
    given
        .optionalText("unit")
        .ifPresent(
            unit -> {
              MetricRules.checkUnit(unit);
              members.put("unit", unit);
            });
    given.decimal("defaultValue").ifPresent(number -> members.put("defaultValue", number));
    Map<String, String> dimensions = given.map("dimensions");
    if (dimensions.size() > MOST_DIMENSIONS) {
      throw Refusal.invalidParameter("A metric filter takes at most three dimensions.");
    }
    if (!dimensions.isEmpty()) {
      if (members.containsKey("defaultValue")) {
        throw Refusal.invalidParameter(
            "Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
      }
      members.put("dimensions", dimensions);
    }
    return members;
  }

  private void describe(Input input, ObjectNode answer) {
    Optional<String> name = input.optionalText("logGroupName");
    name.ifPresent(store::group);
    Optional<String> prefix = input.optionalText("filterNamePrefix");
    Optional<String> metric = input.optionalText("metricName");
    Optional<String> namespace = input.optionalText("metricNamespace");
    List<Placed> chosen = new ArrayList<>();
    for (LogGroup group : store.groups()) {
      for (MetricFilter filter : group.metricFilters().values()) {
        boolean wanted =
            name.map(group.name()::equals).orElse(true)
                && prefix.map(filter.name()::startsWith).orElse(true)
                && metric.map(filter.transformation().get("metricName")::equals).orElse(true)
                && namespace
                    .map(filter.transformation().get("metricNamespace")::equals)
                    .orElse(true);
        if (wanted) {
          chosen.add(new Placed(group.name(), filter));
        }
      }
    }
    chosen.sort(Comparator.comparing(Placed::key));
    int limit = input.numberBetween("limit", 1, 50).orElse(50);
    ArrayNode filters = answer.putArray("metricFilters");
    for (Placed placed : Paging.page(chosen, Placed::key, input, limit, answer)) {
      ObjectNode shown = filters.addObject();
      shown.put("filterName", placed.filter.name());
      shown.put("filterPattern", placed.filter.pattern());
      shown.put("creationTime", placed.filter.createdMillis());
      shown.put("logGroupName", placed.group);
      shown.putArray("metricTransformations").addPOJO(placed.filter.transformation());
    }
  }

  private void delete(Input input, ObjectNode answer) {
    LogGroup group = store.group(input.text("logGroupName"));
    if (group.metricFilters().remove(Names.filter(input.text("filterName"))) == null) {
      throw Refusal.notFound("The specified metric filter does not exist.");
    }
  }

  private void test(Input input, ObjectNode answer) {
    String pattern = requiredPattern(input);
    Predicate<StoredEvent> wanted = language.pattern(pattern);
    Function<String, Map<String, String>> extraction = language.extraction(pattern);
    List<String> messages = input.texts("logEventMessages");
    if (messages.isEmpty() || messages.size() > MOST_TEST_MESSAGES) {
      throw Refusal.constraint(
          "[" + messages.size() + " messages]",
          "logEventMessages",
          "Member must have length between 1 and " + MOST_TEST_MESSAGES);
    }
    Instant now = store.clock().instant();
    ArrayNode matches = answer.putArray("matches");
    for (int i = 0; i < messages.size(); i++) {
      if (wanted.test(new StoredEvent("", "", now, now, messages.get(i)))) {
        ObjectNode match = matches.addObject();
        // AWS's examples contradict each other: those of its command line count from one, those of
        // the API reference from zero.
        match.put("eventNumber", i + 1);
        match.put("eventMessage", messages.get(i));
        ObjectNode extracted = match.putObject("extractedValues");
        extraction.apply(messages.get(i)).forEach(extracted::put);
      }
    }
  }

  private record Placed(String group, MetricFilter filter) {
    String key() {
      return group + ":" + filter.name();
    }
  }
}
