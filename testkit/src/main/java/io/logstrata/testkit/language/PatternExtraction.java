package io.logstrata.testkit.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logstrata.insights.evaluate.PatternEvaluation;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that a pattern finds in a message. A JSON pattern's are called as its selectors are
 * spelled: {@code $.statusCode} is {@code 503}. A space-delimited pattern's are called by the slot
 * or the place in the line: {@code $status}, {@code $6}. Patterns of terms find none.
 */
final class PatternExtraction implements Pattern.Visitor<Function<String, Map<String, String>>> {
  /** Numbers as they are written: 5.50 stays 5.50. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private PatternExtraction() {}

  static Function<String, Map<String, String>> of(Pattern pattern) {
    return pattern.accept(new PatternExtraction());
  }

  private static Map<String, String> found(List<Selector> selectors, String message) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode root = root(message);
    for (Selector selector : selectors) {
      value(root, selector).ifPresent(value -> values.put(spelling(selector), value));
    }
    return values;
  }

  /** Returns the message's value at one place, unless it is null, a list or an object. */
  static Optional<String> value(Selector selector, String message) {
    return value(root(message), selector);
  }

  private static Optional<String> value(JsonNode root, Selector selector) {
    JsonNode value = root;
    for (Selector.Step step : selector.steps()) {
      value =
          switch (step.kind()) {
            case KEY -> value.path(step.key());
            case INDEX -> value.path(step.index());
            // Any of several places names no single value.
            case ANY_KEY, ANY_ITEM -> MissingNode.getInstance();
          };
    }
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static JsonNode root(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  static String spelling(Selector selector) {
    StringBuilder text = new StringBuilder("$");
    for (Selector.Step step : selector.steps()) {
      boolean plain = step.key().matches("[A-Za-z0-9_-]+");
      switch (step.kind()) {
        case KEY -> text.append(plain ? "." + step.key() : ".['" + step.key() + "']");
        case INDEX -> text.append('[').append(step.index()).append(']');
        case ANY_KEY -> text.append(".*");
        case ANY_ITEM -> text.append("[*]");
      }
    }
    return text.toString();
  }

  @Override
  public Function<String, Map<String, String>> everything(Pattern.Everything pattern) {
    return message -> Map.of();
  }

  @Override
  public Function<String, Map<String, String>> terms(Pattern.Terms pattern) {
    return message -> Map.of();
  }

  @Override
  public Function<String, Map<String, String>> delimited(Pattern.Delimited pattern) {
    Function<String, Map<String, String>> words = PatternEvaluation.words(pattern);
    return message -> {
      Map<String, String> values = new LinkedHashMap<>();
      words.apply(message).forEach((name, word) -> values.put("$" + name, word));
      return values;
    };
  }

  @Override
  public Function<String, Map<String, String>> json(Pattern.Json pattern) {
    List<Selector> selectors = selectors(pattern);
    return message -> found(selectors, message);
  }

  /** Returns the selectors that a pattern names. */
  static List<Selector> selectors(Pattern.Json pattern) {
    List<Selector> selectors = new ArrayList<>();
    pattern.condition().accept(new Collector(selectors));
    return selectors;
  }

  private record Collector(List<Selector> into) implements Node.NodeVisitor<Boolean> {
    @Override
    public Boolean compare(Node.Compare node) {
      return into.add(node.selector());
    }

    @Override
    public Boolean is(Node.Is node) {
      return into.add(node.selector());
    }

    @Override
    public Boolean notExists(Node.NotExists node) {
      return into.add(node.selector());
    }

    @Override
    public Boolean and(Node.And node) {
      node.nodes().forEach(part -> part.accept(this));
      return true;
    }

    @Override
    public Boolean or(Node.Or node) {
      node.nodes().forEach(part -> part.accept(this));
      return true;
    }
  }
}
