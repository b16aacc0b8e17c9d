package io.logstrata.insights.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields that an expression or a condition speaks of, in order of appearance.
 *
 * <pre>{@code
 * References.of(Filter.parse("a = 1 or b = 2").condition()); // [a, b]
 * }</pre>
 */
public final class References implements Expression.Visitor<Void>, Condition.Visitor<Void> {
  private final Set<Field> fields = new LinkedHashSet<>();
  private boolean aggregates;
  private boolean timed;
  private boolean insideAggregates = true;

  private References() {}

  /** The fields of this expression; {@code bin} speaks of {@code @timestamp}. */
  public static Set<Field> of(Expression expression) {
    References references = new References();
    expression.accept(references);
    return references.fields;
  }

  /** The fields of this condition. */
  public static Set<Field> of(Condition condition) {
    References references = new References();
    condition.accept(references);
    return references.fields;
  }

  static Set<Field> outsideAggregates(Expression expression) {
    References references = new References();
    references.insideAggregates = false;
    expression.accept(references);
    return references.fields;
  }

  static boolean hasAggregate(Expression expression) {
    References references = new References();
    expression.accept(references);
    return references.aggregates;
  }

  /** Whether it asks which of the events came first or last. */
  static boolean needsTime(Expression expression) {
    References references = new References();
    expression.accept(references);
    return references.timed;
  }

  static boolean hasAggregate(Condition condition) {
    References references = new References();
    condition.accept(references);
    return references.aggregates;
  }

  @Override
  public Void field(Field field) {
    fields.add(field);
    return null;
  }

  @Override
  public Void text(Literal.Text literal) {
    return null;
  }

  @Override
  public Void number(Literal.Num literal) {
    return null;
  }

  @Override
  public Void bool(Literal.Bool literal) {
    return null;
  }

  @Override
  public Void period(Period period) {
    return null;
  }

  @Override
  public Void arithmetic(Expression.Arithmetic arithmetic) {
    arithmetic.left().accept(this);
    return arithmetic.right().accept(this);
  }

  @Override
  public Void negative(Expression.Negative negative) {
    return negative.operand().accept(this);
  }

  @Override
  public Void call(Expression.Call call) {
    if (call.function() == Function.BIN) {
      fields.add(Field.path("@timestamp"));
    }
    return each(call.arguments());
  }

  @Override
  public Void part(Expression.Part part) {
    return part.whole().accept(this);
  }

  @Override
  public Void aggregate(Expression.Aggregate aggregate) {
    aggregates = true;
    timed |=
        aggregate.function() == AggregateFunction.EARLIEST
            || aggregate.function() == AggregateFunction.LATEST;
    return insideAggregates ? each(aggregate.arguments()) : null;
  }

  @Override
  public Void truth(Expression.Truth truth) {
    return truth.condition().accept(this);
  }

  @Override
  public Void comparison(Condition.Comparison condition) {
    condition.left().accept(this);
    return condition.right().accept(this);
  }

  @Override
  public Void membership(Condition.Membership condition) {
    return condition.subject().accept(this);
  }

  @Override
  public Void textMatch(Condition.TextMatch condition) {
    return condition.subject().accept(this);
  }

  @Override
  public Void regexMatch(Condition.RegexMatch condition) {
    return condition.subject().accept(this);
  }

  @Override
  public Void subnet(Condition.Subnet condition) {
    return condition.subject().accept(this);
  }

  @Override
  public Void presence(Condition.Presence condition) {
    return condition.subject().accept(this);
  }

  @Override
  public Void allOf(Condition.AllOf condition) {
    condition.conditions().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void anyOf(Condition.AnyOf condition) {
    condition.conditions().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void not(Condition.Not condition) {
    return condition.condition().accept(this);
  }

  @Override
  public Void holds(Condition.Holds condition) {
    return condition.expression().accept(this);
  }

  private Void each(List<Expression> expressions) {
    expressions.forEach(expression -> expression.accept(this));
    return null;
  }
}
