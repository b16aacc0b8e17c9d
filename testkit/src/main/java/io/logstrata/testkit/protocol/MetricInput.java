package io.logstrata.testkit.protocol;

import io.logstrata.testkit.metrics.Metric;
import io.logstrata.testkit.rules.MetricRules;
import io.logstrata.testkit.rules.Refusal;
import io.logstrata.testkit.rules.TagRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What several operations of CloudWatch read in the same way. */
final class MetricInput {
  private MetricInput() {}

  /** Reads namespace, name and dimensions. */
  static Metric metric(Input input) {
    String namespace = MetricRules.namespace(input.text("Namespace"));
    String name = MetricRules.metricName(input.text("MetricName"));
    return Metric.of(namespace, name, dimensions(input));
  }

  static Map<String, String> dimensions(Input input) {
    List<Input> given = input.list("Dimensions");
    Map<String, String> dimensions = new TreeMap<>();
    if (given == null) {
      return dimensions;
    }
    if (given.size() > MetricRules.MOST_DIMENSIONS) {
      throw Refusal.constraint(
          "[" + given.size() + " dimensions]",
          "dimensions",
          "Member must have length less than or equal to " + MetricRules.MOST_DIMENSIONS);
    }
    for (Input dimension : given) {
      String name = MetricRules.dimensionName(dimension.text("Name"));
      if (dimensions.put(name, MetricRules.dimensionValue(dimension.text("Value"))) != null) {
        throw new Refusal("ValidationError", "The dimension " + name + " is given twice.");
      }
    }
    return dimensions;
  }

  static Optional<String> unit(Input input) {
    Optional<String> unit = input.optionalText("Unit");
    unit.ifPresent(MetricRules::checkUnit);
    return unit;
  }

  /** Reads the tags of a request, which are a list of keys and values. */
  static Map<String, String> tags(Input input) {
    List<Input> given = input.list("Tags");
    Map<String, String> tags = new TreeMap<>();
    if (given != null) {
      for (Input tag : given) {
        tags.put(tag.requiredText("Key"), tag.requiredText("Value"));
      }
    }
    TagRules.check(tags);
    return tags;
  }
}
