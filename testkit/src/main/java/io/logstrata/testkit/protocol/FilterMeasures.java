package io.logstrata.testkit.protocol;

import io.logstrata.testkit.logs.FilterCounter.Measure;
import io.logstrata.testkit.logs.QueryLanguage;
import io.logstrata.testkit.rules.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** From a metric transformation's members to what is counted. */
final class FilterMeasures {
  private final QueryLanguage language;

  FilterMeasures(QueryLanguage language) {
    this.language = language;
  }

  /**
   * Reads a checked transformation.
   *
   * @throws Refusal InvalidParameterException, when value or dimensions are no fields of the
   *     pattern
   */
  Measure of(String pattern, Map<String, Object> transformation) {
    Map<String, Function<String, Optional<String>>> dimensions = new LinkedHashMap<>();
    if (transformation.get("dimensions") instanceof Map<?, ?> given) {
      given.forEach(
          (name, reference) ->
              dimensions.put(
                  String.valueOf(name), language.field(pattern, String.valueOf(reference))));
    }
    return new Measure(
        String.valueOf(transformation.get("metricNamespace")),
        String.valueOf(transformation.get("metricName")),
        String.valueOf(transformation.getOrDefault("unit", "None")),
        value(pattern, String.valueOf(transformation.get("metricValue"))),
        dimensions,
        transformation.get("defaultValue") instanceof Double number
            ? OptionalDouble.of(number)
            : OptionalDouble.empty());
  }

  private Function<String, OptionalDouble> value(String pattern, String text) {
    if (text.startsWith("$")) {
      Function<String, Optional<String>> field = language.field(pattern, text);
      return message ->
          field.apply(message).map(FilterMeasures::number).orElse(OptionalDouble.empty());
    }
    OptionalDouble fixed = number(text);
    if (fixed.isEmpty()) {
      throw Refusal.invalidParameter(
          "Invalid metric transformation: the metric value must be a number or a field: " + text);
    }
    return message -> fixed;
  }

  /** A field that is no number adds nothing. */
  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }
}
