package io.logstrata.archiver.setup.declare;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.ValueTest;
import io.logstrata.insights.write.PatternText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the selectors that a pattern compares by {@code !=} and of which it never says {@code NOT
 * EXISTS}: on an event without the field the service takes {@code !=} for false.
 */
final class SilentSelectors
    implements Pattern.Visitor<Void>, Node.NodeVisitor<Void>, ValueTest.ValueVisitor<Boolean> {
  private final Set<Selector> unequal = new LinkedHashSet<>();
  private final Set<Selector> answered = new LinkedHashSet<>();

  private SilentSelectors() {}

  static List<String> of(Pattern pattern) {
    SilentSelectors found = new SilentSelectors();
    pattern.accept(found);
    found.unequal.removeAll(found.answered);
    return found.unequal.stream().map(SilentSelectors::text).toList();
  }

  /** As it stands in the pattern that answers for it: {@code { $.status NOT EXISTS }}. */
  private static String text(Selector selector) {
    return PatternText.write(new Pattern.Json(new Node.NotExists(selector)))
        .replace("{ ", "")
        .replace(" NOT EXISTS }", "");
  }

  @Override
  public Void everything(Pattern.Everything pattern) {
    return null;
  }

  @Override
  public Void terms(Pattern.Terms pattern) {
    return null;
  }

  @Override
  public Void json(Pattern.Json pattern) {
    return pattern.condition().accept(this);
  }

  @Override
  public Void delimited(Pattern.Delimited pattern) {
    return null;
  }

  @Override
  public Void compare(Node.Compare node) {
    if (node.test().accept(this)) {
      unequal.add(node.selector());
    }
    return null;
  }

  @Override
  public Void is(Node.Is node) {
    return null;
  }

  @Override
  public Void notExists(Node.NotExists node) {
    answered.add(node.selector());
    return null;
  }

  @Override
  public Void and(Node.And node) {
    node.nodes().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void or(Node.Or node) {
    node.nodes().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Boolean text(ValueTest.Text test) {
    return !test.equal();
  }

  @Override
  public Boolean number(ValueTest.Num test) {
    return test.operator() == Comparator.NOT_EQUAL;
  }

  @Override
  public Boolean regex(ValueTest.Regex test) {
    return !test.equal();
  }
}
