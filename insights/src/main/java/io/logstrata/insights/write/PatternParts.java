package io.logstrata.insights.write;

import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import java.util.List;

/**
 * The parts that a pattern is put together from, as text: the terms, the slots, or the conditions.
 */
final class PatternParts implements Pattern.Visitor<List<String>> {
  private static final PatternParts INSTANCE = new PatternParts();

  private PatternParts() {}

  static List<String> of(Pattern pattern) {
    return pattern.accept(INSTANCE);
  }

  @Override
  public List<String> everything(Pattern.Everything pattern) {
    return List.of("");
  }

  @Override
  public List<String> terms(Pattern.Terms pattern) {
    return PatternText.termsOf(pattern).toList();
  }

  @Override
  public List<String> json(Pattern.Json pattern) {
    Node node = pattern.condition();
    List<Node> nodes =
        node instanceof Node.And and
            ? and.nodes()
            : node instanceof Node.Or or ? or.nodes() : List.of(node);
    return nodes.stream().map(PatternText::node).toList();
  }

  @Override
  public List<String> delimited(Pattern.Delimited pattern) {
    return pattern.slots().stream().map(PatternText::slot).toList();
  }
}
