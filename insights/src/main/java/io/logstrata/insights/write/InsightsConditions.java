package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Subjects;
import java.util.List;
import java.util.Set;

/**
 * Conditions as Insights QL. The language does not say what a negative condition means on an absent
 * field, so every one that says itself gets a guard: {@code (not ispresent(f) or f != v)} where
 * absent counts, {@code (ispresent(f) and f != v)} where it does not.
 */
final class InsightsConditions implements Condition.Visitor<String> {
  private final InsightsExpressions expressions;

  InsightsConditions(InsightsExpressions expressions) {
    this.expressions = expressions;
  }

  String write(Condition condition) {
    return condition.accept(this);
  }

  @Override
  public String comparison(Condition.Comparison condition) {
    String plain =
        operand(condition.left())
            + ' '
            + condition.operator().symbol()
            + ' '
            + operand(condition.right());
    if (condition.operator() != Comparator.NOT_EQUAL) {
      return plain;
    }
    return guarded(plain, condition, condition.absent());
  }

  @Override
  public String membership(Condition.Membership condition) {
    String values =
        condition.values().stream()
            .map(value -> value.accept(expressions))
            .collect(joining(", ", "[", "]"));
    String plain =
        operand(condition.subject()) + (condition.negated() ? " not in " : " in ") + values;
    return condition.negated() ? guarded(plain, condition, condition.absent()) : plain;
  }

  @Override
  public String textMatch(Condition.TextMatch condition) {
    String text = Quoting.text(condition.text());
    if (condition.place() == Condition.TextMatch.Place.ANYWHERE) {
      return like(condition, condition.subject(), text, condition.negated(), condition.absent());
    }
    String function =
        condition.place() == Condition.TextMatch.Place.START ? "startsWith" : "endsWith";
    String call = call(function, condition.subject(), text);
    return condition.negated() ? guarded("not " + call, condition, condition.absent()) : call;
  }

  @Override
  public String regexMatch(Condition.RegexMatch condition) {
    String regex = Quoting.regex(condition.regex().pattern());
    return like(condition, condition.subject(), regex, condition.negated(), condition.absent());
  }

  @Override
  public String subnet(Condition.Subnet condition) {
    String call = call("isIpInSubnet", condition.subject(), Quoting.text(condition.block().text()));
    return condition.negated() ? guarded("not " + call, condition, condition.absent()) : call;
  }

  @Override
  public String presence(Condition.Presence condition) {
    return (condition.present() ? "" : "not ") + ispresent(condition.subject());
  }

  @Override
  public String allOf(Condition.AllOf condition) {
    List<Condition> parts =
        condition.conditions().stream().map(InsightsConditions::withoutNot).toList();
    return joined(Condition.all(parts), " and ");
  }

  @Override
  public String anyOf(Condition.AnyOf condition) {
    List<Condition> parts =
        condition.conditions().stream().map(InsightsConditions::withoutNot).toList();
    return joined(Condition.any(parts), " or ");
  }

  private String joined(Condition condition, String word) {
    List<Condition> parts =
        condition instanceof Condition.AllOf all
            ? all.conditions()
            : ((Condition.AnyOf) condition).conditions();
    return parts.stream()
        .map(
            part ->
                part instanceof Condition.AllOf || part instanceof Condition.AnyOf
                    ? '(' + write(part) + ')'
                    : write(part))
        .collect(joining(word));
  }

  /** What the negation comes to decides about parentheses, so it is gone before they are set. */
  private static Condition withoutNot(Condition condition) {
    return condition instanceof Condition.Not not && not.absent() != Absent.AS_THE_SERVICE
        ? withoutNot(Negation.of(not.condition()))
        : condition;
  }

  @Override
  public String not(Condition.Not condition) {
    if (condition.absent() == Absent.AS_THE_SERVICE) {
      return "not (" + write(condition.condition()) + ')';
    }
    // What the service makes of not(...) on an absent field is not documented: the negation goes
    // down to where guards can be set.
    return write(Negation.of(condition.condition()));
  }

  @Override
  public String holds(Condition.Holds condition) {
    return condition.expression().accept(expressions);
  }

  private String operand(Expression expression) {
    String text = expression.accept(expressions);
    return expression instanceof Expression.Truth ? '(' + text + ')' : text;
  }

  private String like(
      Condition condition, Expression subject, String wanted, boolean negated, Absent absent) {
    String plain = operand(subject) + (negated ? " not like " : " like ") + wanted;
    return negated ? guarded(plain, condition, absent) : plain;
  }

  private String call(String function, Expression subject, String argument) {
    return function + '(' + subject.accept(expressions) + ", " + argument + ')';
  }

  private String ispresent(Expression subject) {
    return "ispresent(" + subject.accept(expressions) + ')';
  }

  private String guarded(String plain, Condition condition, Absent absent) {
    Set<Expression> subjects = Subjects.of(condition);
    if (subjects.isEmpty()) {
      return plain;
    }
    return switch (absent) {
      case AS_THE_SERVICE -> plain;
      case COUNTS ->
          subjects.stream()
              .map(subject -> "not " + ispresent(subject) + " or ")
              .collect(joining("", "(", plain + ')'));
      case DOES_NOT_COUNT ->
          subjects.stream()
              .map(subject -> ispresent(subject) + " and ")
              .collect(joining("", "(", plain + ')'));
    };
  }
}
