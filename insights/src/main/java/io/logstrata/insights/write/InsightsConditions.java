package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.References;
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
    Set<Field> fields = References.of(condition.left());
    fields.addAll(References.of(condition.right()));
    return guarded(plain, fields, condition.absent());
  }

  @Override
  public String membership(Condition.Membership condition) {
    String values =
        condition.values().stream()
            .map(value -> value.accept(expressions))
            .collect(joining(", ", "[", "]"));
    return guarded(
        condition.subject(),
        condition.negated(),
        condition.absent(),
        condition.negated() ? "not in " + values : "in " + values);
  }

  @Override
  public String textMatch(Condition.TextMatch condition) {
    String text = Quoting.text(condition.text());
    if (condition.place() == Condition.TextMatch.Place.ANYWHERE) {
      return guarded(
          condition.subject(),
          condition.negated(),
          condition.absent(),
          (condition.negated() ? "not like " : "like ") + text);
    }
    String function =
        condition.place() == Condition.TextMatch.Place.START ? "startsWith" : "endsWith";
    return called(function, condition.subject(), text, condition.negated(), condition.absent());
  }

  @Override
  public String regexMatch(Condition.RegexMatch condition) {
    String regex = Quoting.regex(condition.regex().pattern());
    return guarded(
        condition.subject(),
        condition.negated(),
        condition.absent(),
        (condition.negated() ? "not like " : "like ") + regex);
  }

  @Override
  public String subnet(Condition.Subnet condition) {
    return called(
        "isIpInSubnet",
        condition.subject(),
        Quoting.text(condition.block().text()),
        condition.negated(),
        condition.absent());
  }

  @Override
  public String presence(Condition.Presence condition) {
    return (condition.present() ? "" : "not ")
        + "ispresent("
        + Quoting.field(condition.field())
        + ')';
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

  private String called(
      String function, Expression subject, String argument, boolean negated, Absent absent) {
    String call = function + '(' + subject.accept(expressions) + ", " + argument + ')';
    return negated ? guarded("not " + call, References.of(subject), absent) : call;
  }

  private String guarded(Expression subject, boolean negated, Absent absent, String rest) {
    String plain = operand(subject) + ' ' + rest;
    return negated ? guarded(plain, References.of(subject), absent) : plain;
  }

  private static String guarded(String plain, Set<Field> fields, Absent absent) {
    if (fields.isEmpty()) {
      return plain;
    }
    return switch (absent) {
      case AS_THE_SERVICE -> plain;
      case COUNTS ->
          fields.stream()
              .map(field -> "not ispresent(" + Quoting.field(field) + ") or ")
              .collect(joining("", "(", plain + ')'));
      case DOES_NOT_COUNT ->
          fields.stream()
              .map(field -> "ispresent(" + Quoting.field(field) + ") and ")
              .collect(joining("", "(", plain + ')'));
    };
  }
}
