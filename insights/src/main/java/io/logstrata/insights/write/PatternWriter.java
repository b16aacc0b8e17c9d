package io.logstrata.insights.write;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.Selector.Step;
import io.logstrata.insights.model.Pattern.ValueTest;
import io.logstrata.insights.model.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions as filter patterns. A pattern has no {@code not}, so negations go down to the
 * comparisons (De Morgan); its comparisons all fail on an absent field, so where absent counts
 * {@code NOT EXISTS} and {@code IS NULL} stand beside them.
 *
 * <pre>{@code
 * PatternWriter.pattern(Fields.text("level").is("error").condition()); // { $.level = "error" }
 * }</pre>
 */
public final class PatternWriter implements Condition.Visitor<Node> {
  private static final int MOST_REGEXES = 2;

  private int regexes;

  private PatternWriter() {}

  /**
   * The pattern that matches the same events.
   *
   * @throws NotWritable if there is none, naming the part and what to do instead
   */
  public static Pattern pattern(Condition condition) {
    if (References.of(condition).stream().allMatch(PatternWriter::isMessage)) {
      return MessageTerms.of(condition);
    }
    return new Pattern.Json(new PatternWriter().write(condition));
  }

  private Node write(Condition condition) {
    return condition.accept(this);
  }

  @Override
  public Node comparison(Condition.Comparison condition) {
    Selector selector = selector(condition.left());
    if (!(condition.right() instanceof Literal literal)) {
      throw new NotWritable(
          "a filter pattern compares a field with a constant only: compare "
              + InsightsWriter.write(condition.right())
              + " in an Insights query");
    }
    if (!condition.operator().isOrdering()) {
      boolean equal = condition.operator() == Comparator.EQUAL;
      return guarded(selector, !equal, condition.absent(), equality(selector, literal, equal));
    }
    if (literal instanceof Literal.Num number) {
      return new Node.Compare(
          selector, new ValueTest.Num(condition.operator(), number.value(), number.plain()));
    }
    throw new NotWritable(
        "a filter pattern orders numbers only: "
            + PatternText.selector(selector)
            + " "
            + condition.operator().symbol()
            + " needs a number");
  }

  private Node equality(Selector selector, Literal literal, boolean equal) {
    if (literal instanceof Literal.Num number) {
      return new Node.Compare(
          selector,
          new ValueTest.Num(
              equal ? Comparator.EQUAL : Comparator.NOT_EQUAL, number.value(), number.plain()));
    }
    if (literal instanceof Literal.Bool bool) {
      if (!equal) {
        throw new NotWritable(
            "a filter pattern cannot say that "
                + PatternText.selector(selector)
                + " is not "
                + bool.value()
                + ": ask for the other value, or for its absence");
      }
      return new Node.Is(selector, bool.value() ? Node.Is.What.TRUE : Node.Is.What.FALSE);
    }
    String text = ((Literal.Text) literal).value();
    // A star in a text stands for anything, and nothing escapes it.
    return text.indexOf('*') < 0
        ? new Node.Compare(selector, new ValueTest.Text(equal, text))
        : regex(selector, equal, '^' + PatternRegex.literal(text) + '$');
  }

  @Override
  public Node membership(Condition.Membership condition) {
    Selector selector = selector(condition.subject());
    List<Node> nodes = new ArrayList<>();
    condition.values().forEach(value -> nodes.add(equality(selector, value, !condition.negated())));
    Node all =
        nodes.size() == 1
            ? nodes.get(0)
            : condition.negated() ? new Node.And(nodes) : new Node.Or(nodes);
    return guarded(selector, condition.negated(), condition.absent(), all);
  }

  @Override
  public Node textMatch(Condition.TextMatch condition) {
    Selector selector = selector(condition.subject());
    boolean equal = !condition.negated();
    String text = condition.text();
    boolean star = text.indexOf('*') >= 0;
    Node node =
        switch (condition.place()) {
          case ANYWHERE ->
              star
                  ? regex(selector, equal, PatternRegex.literal(text))
                  : new Node.Compare(
                      selector, new ValueTest.Text(equal, text.isEmpty() ? "*" : '*' + text + '*'));
          case START ->
              star
                  ? regex(selector, equal, '^' + PatternRegex.literal(text))
                  : new Node.Compare(selector, new ValueTest.Text(equal, text + '*'));
          // Not "*text": the service takes the first occurrence, which need not be the last.
          case END ->
              text.isEmpty()
                  ? new Node.Compare(selector, new ValueTest.Text(equal, "*"))
                  : regex(selector, equal, PatternRegex.literal(text) + '$');
        };
    return guarded(selector, condition.negated(), condition.absent(), node);
  }

  @Override
  public Node regexMatch(Condition.RegexMatch condition) {
    Selector selector = selector(condition.subject());
    return guarded(
        selector,
        condition.negated(),
        condition.absent(),
        regex(selector, !condition.negated(), PatternRegex.check(condition.regex().pattern())));
  }

  @Override
  public Node subnet(Condition.Subnet condition) {
    throw new NotWritable(
        "a filter pattern cannot look up "
            + condition.block().text()
            + ": match the beginning of the address, such as startsWith(\"10.\")");
  }

  @Override
  public Node presence(Condition.Presence condition) {
    Selector selector = selector(condition.subject());
    return condition.present()
        ? new Node.Compare(selector, new ValueTest.Text(true, "*"))
        : new Node.Or(absent(selector));
  }

  @Override
  public Node allOf(Condition.AllOf condition) {
    return new Node.And(condition.conditions().stream().map(this::write).toList());
  }

  @Override
  public Node anyOf(Condition.AnyOf condition) {
    List<Node> nodes = new ArrayList<>();
    for (Condition part : condition.conditions()) {
      Node node = write(part);
      if (node instanceof Node.Or or) {
        nodes.addAll(or.nodes());
      } else {
        nodes.add(node);
      }
    }
    return new Node.Or(nodes);
  }

  @Override
  public Node not(Condition.Not condition) {
    if (condition.absent() == Absent.AS_THE_SERVICE) {
      throw new NotWritable(
          "a filter pattern has no not: write the opposite of "
              + InsightsWriter.write(condition.condition())
              + ", such as >= for <, and say what an absent field means");
    }
    return write(Negation.of(condition.condition()));
  }

  @Override
  public Node holds(Condition.Holds condition) {
    throw new NotWritable(
        "a filter pattern has no functions: "
            + InsightsWriter.write(condition.expression())
            + " can be asked in an Insights query only");
  }

  private Node regex(Selector selector, boolean equal, String regex) {
    if (++regexes > MOST_REGEXES) {
      throw new NotWritable(
          "a filter pattern takes "
              + MOST_REGEXES
              + " regular expressions: this one needs more, so make several metric filters of it");
    }
    return new Node.Compare(selector, new ValueTest.Regex(equal, regex));
  }

  private static Node guarded(Selector selector, boolean negated, Absent absent, Node node) {
    if (!negated || absent != Absent.COUNTS) {
      return node;
    }
    List<Node> nodes = new ArrayList<>(absent(selector));
    nodes.add(node);
    return new Node.Or(nodes);
  }

  private static List<Node> absent(Selector selector) {
    return List.of(new Node.NotExists(selector), new Node.Is(selector, Node.Is.What.NULL));
  }

  private static Selector selector(Expression expression) {
    if (!(expression instanceof Field field)) {
      throw new NotWritable(
          "a filter pattern compares fields only: "
              + InsightsWriter.write(expression)
              + " can be asked in an Insights query only");
    }
    if (field.isGenerated()) {
      throw new NotWritable(
          "a filter pattern sees the JSON of the message, not "
              + field.name()
              + (isMessage(field)
                  ? ": ask about @message alone, or about JSON fields alone"
                  : ": choose log groups and streams where the pattern is used"));
    }
    List<Step> steps = new ArrayList<>();
    for (String segment : field.path()) {
      String key = steps.isEmpty() && segment.startsWith("@@") ? segment.substring(1) : segment;
      if (key.indexOf('\'') >= 0) {
        throw new NotWritable(
            "a filter pattern cannot name the field "
                + field.name()
                + ", for the quote in it: rename it where it is logged");
      }
      Optional<Integer> index = steps.isEmpty() ? Optional.empty() : index(key);
      steps.add(index.isPresent() ? Step.index(index.get()) : Step.key(key));
    }
    return new Selector(steps);
  }

  private static Optional<Integer> index(String segment) {
    return segment.matches("0|[1-9][0-9]{0,8}")
        ? Optional.of(Integer.valueOf(segment))
        : Optional.empty();
  }

  private static boolean isMessage(Field field) {
    return field.name().equals("@message");
  }
}
