package io.logstrata.insights.read;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.Selector.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code { $.a = 1 && ($.b IS NULL || $.c NOT EXISTS) }}; {@code &&} binds tighter. */
final class JsonPatternReader {
  private static final int MOST_WILDCARDS = 3;
  private static final int DEEPEST = 200;

  private final PatternCursor cursor;
  private long wildcards;
  private int depth;

  JsonPatternReader(PatternCursor cursor) {
    this.cursor = cursor;
  }

  Pattern read() {
    cursor.next();
    Node condition = or();
    cursor.expect("}", "`&&`, `||` or `}`");
    cursor.skipBlanks();
    if (!cursor.atEnd()) {
      throw cursor.wrong(
          cursor.at(), "found " + cursor.found() + " behind the closing brace, expected the end");
    }
    if (wildcards > MOST_WILDCARDS) {
      throw cursor.wrong(
          0,
          "the pattern has "
              + wildcards
              + " selectors with a wildcard, the service takes "
              + MOST_WILDCARDS);
    }
    return new Pattern.Json(condition);
  }

  private Node or() {
    List<Node> nodes = new ArrayList<>();
    do {
      nodes.add(and());
    } while (cursor.take("||"));
    return nodes.size() == 1 ? nodes.get(0) : new Node.Or(nodes);
  }

  private Node and() {
    List<Node> nodes = new ArrayList<>();
    do {
      nodes.add(part());
    } while (cursor.take("&&"));
    return nodes.size() == 1 ? nodes.get(0) : new Node.And(nodes);
  }

  private Node part() {
    cursor.skipBlanks();
    Node node;
    if (cursor.take("(")) {
      if (++depth > DEEPEST) {
        throw cursor.wrong(cursor.at(), "the parentheses are nested too deeply");
      }
      node = or();
      depth--;
      cursor.expect(")", "`&&`, `||` or `)`");
    } else {
      node = condition();
    }
    cursor.skipBlanks();
    return node;
  }

  private Node condition() {
    Selector selector = selector();
    cursor.skipBlanks();
    if (cursor.takeWord("IS")) {
      cursor.skipBlanks();
      return new Node.Is(selector, what());
    }
    if (cursor.takeWord("NOT")) {
      cursor.skipBlanks();
      if (!cursor.takeWord("EXISTS")) {
        throw cursor.wrong(cursor.at(), "found " + cursor.found() + ", expected EXISTS");
      }
      return new Node.NotExists(selector);
    }
    Comparator operator = cursor.operator();
    if (operator == null) {
      throw cursor.wrong(
          cursor.at(),
          "found "
              + cursor.found()
              + ", expected =, !=, <, <=, >, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS");
    }
    return new Node.Compare(selector, cursor.test(operator, ")}&|"));
  }

  private Node.Is.What what() {
    for (Node.Is.What what : Node.Is.What.values()) {
      if (cursor.takeWord(what.name())) {
        return what;
      }
    }
    throw cursor.wrong(cursor.at(), "found " + cursor.found() + ", expected NULL, TRUE or FALSE");
  }

  private Selector selector() {
    int start = cursor.at();
    if (!cursor.take("$") || cursor.peek() != '.') {
      throw cursor.wrong(
          start,
          "found "
              + (cursor.at() > start ? "`$`" : cursor.found())
              + ", expected a field, such as $.level");
    }
    List<Step> steps = new ArrayList<>();
    while (cursor.peek() == '.' || cursor.peek() == '[') {
      steps.add(cursor.take(".") ? afterDot() : item());
    }
    Selector selector = new Selector(steps);
    if (selector.wildcards() > 1) {
      throw cursor.wrong(
          start,
          "the field "
              + cursor.since(start)
              + " has "
              + selector.wildcards()
              + " wildcards, the service takes one");
    }
    wildcards += selector.wildcards();
    return selector;
  }

  private Step afterDot() {
    if (cursor.take("*")) {
      return new Step(Step.Kind.ANY_KEY, "", -1);
    }
    if (cursor.take("['")) {
      int key = cursor.at();
      while (!cursor.atEnd() && cursor.peek() != '\'') {
        cursor.next();
      }
      String name = cursor.since(key);
      cursor.expect("']", "`']`");
      return Step.key(name);
    }
    return Step.key(
        cursor.word("-", "a key: letters, digits, - and _, or ['any other key'] in single quotes"));
  }

  private Step item() {
    cursor.next();
    if (cursor.take("*]")) {
      return new Step(Step.Kind.ANY_ITEM, "", -1);
    }
    int start = cursor.at();
    while (cursor.peek() >= '0' && cursor.peek() <= '9') {
      cursor.next();
    }
    String digits = cursor.since(start);
    if (digits.isEmpty() || digits.length() > 9) {
      throw cursor.wrong(
          start, "found " + cursor.found() + ", expected the number of an item, or *");
    }
    cursor.expect("]", "`]`");
    return Step.index(Integer.parseInt(digits));
  }
}
