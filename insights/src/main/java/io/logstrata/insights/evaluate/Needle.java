package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;

/**
 * A text that every matching event has in its raw message: most lines are passed over by looking
 * for it, which is an order of magnitude faster than reading their JSON. A line with a backslash is
 * always read, because escapes may spell the text otherwise.
 */
final class Needle {
  static final Needle NONE = new Needle("");

  private final String text;

  private Needle(String text) {
    this.text = text;
  }

  static Needle of(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream()
          .map(Needle::of)
          .filter(needle -> needle != NONE)
          .findFirst()
          .orElse(NONE);
    }
    if (condition instanceof Condition.Comparison comparison
        && comparison.operator() == Comparator.EQUAL
        && comparison.left() instanceof Field field
        && !field.isGenerated()
        && comparison.right() instanceof Literal.Text literal
        && !literal.value().isEmpty()
        && literal.value().chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
      return new Needle(literal.value());
    }
    return NONE;
  }

  boolean mayBeIn(String message) {
    return text.isEmpty() || message.contains(text) || message.indexOf('\\') >= 0;
  }
}
