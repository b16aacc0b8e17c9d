package io.logstrata.insights.read;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Condition.TextMatch.Place;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.ValueTest;
import io.logstrata.insights.model.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Filter patterns as conditions, where a condition can say what the pattern says; every comparison
 * in them leaves absent fields out.
 *
 * <pre>{@code
 * PatternConditions.condition(PatternReader.read("{ $.a = 1 }")); // a = 1
 * }</pre>
 */
public final class PatternConditions
    implements Pattern.Visitor<Condition>, Node.NodeVisitor<Condition> {
  private static final Field MESSAGE = Field.path("@message");
  private static final PatternConditions INSTANCE = new PatternConditions();

  private PatternConditions() {}

  /**
   * The condition that matches the same events.
   *
   * @throws IllegalArgumentException if there is none, naming the part
   */
  public static Condition condition(Pattern pattern) {
    return pattern.accept(INSTANCE);
  }

  @Override
  public Condition everything(Pattern.Everything pattern) {
    return new Condition.Presence(MESSAGE, true);
  }

  @Override
  public Condition terms(Pattern.Terms pattern) {
    if (pattern.included().isEmpty() && pattern.excluded().isEmpty()) {
      return Condition.any(pattern.optional().stream().map(term -> term(term, false)).toList());
    }
    return Condition.all(
        Stream.concat(
                pattern.included().stream().map(term -> term(term, false)),
                pattern.excluded().stream().map(term -> term(term, true)))
            .toList());
  }

  private static Condition term(Pattern.Term term, boolean negated) {
    return term.regex()
        ? new Condition.RegexMatch(MESSAGE, new Regex(term.text()), negated, Absent.DOES_NOT_COUNT)
        : new Condition.TextMatch(
            MESSAGE, Place.ANYWHERE, term.text(), negated, Absent.DOES_NOT_COUNT);
  }

  @Override
  public Condition json(Pattern.Json pattern) {
    return pattern.condition().accept(this);
  }

  @Override
  public Condition delimited(Pattern.Delimited pattern) {
    throw new IllegalArgumentException(
        "a pattern of words by their place has no fields: use FilterPattern, or parse in an Insights query");
  }

  @Override
  public Condition compare(Node.Compare node) {
    Field field = field(node.selector());
    return node.test().accept(new Tests(field));
  }

  @Override
  public Condition is(Node.Is node) {
    if (node.what() == Node.Is.What.NULL) {
      throw new IllegalArgumentException(
          "IS NULL alone has no condition, because null counts as absent: put NOT EXISTS beside it with ||, or use FilterPattern");
    }
    Literal value = new Literal.Bool(node.what() == Node.Is.What.TRUE);
    return new Condition.Comparison(
        field(node.selector()), Comparator.EQUAL, value, Absent.DOES_NOT_COUNT);
  }

  @Override
  public Condition notExists(Node.NotExists node) {
    return new Condition.Presence(field(node.selector()), false);
  }

  @Override
  public Condition and(Node.And node) {
    return Condition.all(node.nodes().stream().map(part -> part.accept(this)).toList());
  }

  @Override
  public Condition or(Node.Or node) {
    List<Condition> conditions = new ArrayList<>();
    for (Node part : node.nodes()) {
      // NOT EXISTS beside it says for both that absent counts.
      if (!(part instanceof Node.Is is
          && is.what() == Node.Is.What.NULL
          && node.nodes().contains(new Node.NotExists(is.selector())))) {
        conditions.add(part.accept(this));
      }
    }
    return Guards.fold(Condition.any(conditions));
  }

  private static Field field(Selector selector) {
    List<String> path = new ArrayList<>();
    for (Selector.Step step : selector.steps()) {
      path.add(
          switch (step.kind()) {
            case KEY ->
                path.isEmpty() && step.key().startsWith("@") ? "@" + step.key() : step.key();
            case INDEX -> Integer.toString(step.index());
            case ANY_KEY, ANY_ITEM ->
                throw new IllegalArgumentException(
                    "a wildcard in a selector has no condition: name the key or the item, or use FilterPattern");
          });
    }
    return new Field(path);
  }

  private record Tests(Field field) implements ValueTest.ValueVisitor<Condition> {
    @Override
    public Condition text(ValueTest.Text test) {
      String glob = test.glob();
      int star = glob.indexOf('*');
      if (star < 0) {
        return new Condition.Comparison(
            field,
            test.equal() ? Comparator.EQUAL : Comparator.NOT_EQUAL,
            new Literal.Text(glob),
            Absent.DOES_NOT_COUNT);
      }
      if (glob.equals("*")) {
        return only(test.equal());
      }
      boolean first = star == 0;
      boolean last = glob.endsWith("*");
      String text = glob.substring(first ? 1 : 0, glob.length() - (last ? 1 : 0));
      if (text.isEmpty() || text.indexOf('*') >= 0 || (first && !last)) {
        throw new IllegalArgumentException(
            "\""
                + glob
                + "\" has no condition, because of what the service makes of its star: end it with one, or use FilterPattern");
      }
      return new Condition.TextMatch(
          field, first ? Place.ANYWHERE : Place.START, text, !test.equal(), Absent.DOES_NOT_COUNT);
    }

    private Condition only(boolean equal) {
      if (!equal) {
        throw new IllegalArgumentException(
            "!= * matches nothing: write NOT EXISTS for an absent field");
      }
      return new Condition.Presence(field, true);
    }

    @Override
    public Condition number(ValueTest.Num test) {
      return new Condition.Comparison(
          field, test.operator(), new Literal.Num(test.value()), Absent.DOES_NOT_COUNT);
    }

    @Override
    public Condition regex(ValueTest.Regex test) {
      return new Condition.RegexMatch(
          field, new Regex(test.regex()), !test.equal(), Absent.DOES_NOT_COUNT);
    }
  }
}
