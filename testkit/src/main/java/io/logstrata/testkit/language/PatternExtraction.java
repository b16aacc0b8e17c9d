package io.logstrata.testkit.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The values that a JSON pattern's selectors find in a message, by the selector's spelling: {@code
 * $.statusCode} to {@code 503}. Other patterns find none.
 */
final class PatternExtraction implements Pattern.Visitor<List<Selector>> {
  /** Numbers as they are written: 5.50 stays 5.50. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private PatternExtraction() {}

  static Function<String, Map<String, String>> of(Pattern pattern) {
    List<Selector> selectors = pattern.accept(new PatternExtraction());
    return message -> selectors.isEmpty() ? Map.of() : found(selectors, message);
  }

  private static Map<String, String> found(List<Selector> selectors, String message) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode root = root(message);
    for (Selector selector : selectors) {
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
      if (value.isValueNode() && !value.isNull()) {
        values.put(spelling(selector), value.asText());
      }
    }
    return values;
  }

  private static JsonNode root(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String spelling(Selector selector) {
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
  public List<Selector> everything(Pattern.Everything pattern) {
    return List.of();
  }

  @Override
  public List<Selector> terms(Pattern.Terms pattern) {
    return List.of();
  }

  @Override
  public List<Selector> delimited(Pattern.Delimited pattern) {
    return List.of();
  }

  @Override
  public List<Selector> json(Pattern.Json pattern) {
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
