package io.logstrata.testkit.language;

import io.logstrata.insights.FilterPattern;
import io.logstrata.insights.evaluate.PatternEvaluation;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a metric filter takes out of a message besides the pattern: {@code $.latency} of an object,
 * {@code $bytes} or {@code $7} of a line. The field must be one that the pattern names. Source: the
 * page "Filter pattern syntax for metric filters".
 */
record FieldReference(String text) implements Pattern.Visitor<Function<String, Optional<String>>> {
  static Function<String, Optional<String>> of(Pattern pattern, String text) {
    return pattern.accept(new FieldReference(text));
  }

  @Override
  public Function<String, Optional<String>> everything(Pattern.Everything pattern) {
    throw unknown();
  }

  @Override
  public Function<String, Optional<String>> terms(Pattern.Terms pattern) {
    throw unknown();
  }

  @Override
  public Function<String, Optional<String>> json(Pattern.Json pattern) {
    Selector selector = selector();
    String spelling = PatternExtraction.spelling(selector);
    boolean named =
        PatternExtraction.selectors(pattern).stream()
            .map(PatternExtraction::spelling)
            .anyMatch(spelling::equals);
    if (!named) {
      throw unknown();
    }
    return message -> PatternExtraction.value(selector, message);
  }

  private Selector selector() {
    try {
      Pattern read = FilterPattern.parse("{ " + text + " = * }").pattern();
      if (read instanceof Pattern.Json json) {
        List<Selector> selectors = PatternExtraction.selectors(json);
        if (selectors.size() == 1) {
          return selectors.get(0);
        }
      }
    } catch (IllegalArgumentException noSelector) {
      throw unknown();
    }
    throw unknown();
  }

  @Override
  public Function<String, Optional<String>> delimited(Pattern.Delimited pattern) {
    if (!text.matches("\\$[A-Za-z0-9_-]+")) {
      throw unknown();
    }
    String name = text.substring(1);
    boolean named =
        name.matches("[0-9]+")
            || pattern.slots().stream().anyMatch(slot -> slot.name().equals(name));
    if (!named) {
      throw unknown();
    }
    Function<String, Map<String, String>> words = PatternEvaluation.words(pattern);
    return message -> Optional.ofNullable(words.apply(message).get(name));
  }

  private Refusal unknown() {
    return Refusal.invalidParameter(
        "Invalid metric transformation: " + text + " is no field of the filter pattern.");
  }
}
