package io.logstrata.insights.model;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * The name of a column that was given none: its expression, as the service does it ({@code
 * count(*)}, {@code bin(5m)}).
 */
final class ColumnName implements Expression.Visitor<String> {
  private static final ColumnName INSTANCE = new ColumnName();

  private ColumnName() {}

  static String of(Expression expression) {
    return expression.accept(INSTANCE);
  }

  @Override
  public String field(Field field) {
    return field.name();
  }

  @Override
  public String text(Literal.Text literal) {
    return '"' + literal.value() + '"';
  }

  @Override
  public String number(Literal.Num literal) {
    return literal.plain();
  }

  @Override
  public String bool(Literal.Bool literal) {
    return Boolean.toString(literal.value());
  }

  @Override
  public String period(Period period) {
    return period.text();
  }

  @Override
  public String arithmetic(Expression.Arithmetic arithmetic) {
    return of(arithmetic.left())
        + ' '
        + arithmetic.operator().symbol()
        + ' '
        + of(arithmetic.right());
  }

  @Override
  public String negative(Expression.Negative negative) {
    return '-' + of(negative.operand());
  }

  @Override
  public String call(Expression.Call call) {
    return call.function().spelling() + arguments(call.arguments());
  }

  @Override
  public String aggregate(Expression.Aggregate aggregate) {
    return aggregate.function().spelling()
        + (aggregate.arguments().isEmpty() ? "(*)" : arguments(aggregate.arguments()));
  }

  @Override
  public String truth(Expression.Truth truth) {
    if (truth.condition() instanceof Condition.Presence presence && presence.present()) {
      return "ispresent(" + presence.field().name() + ')';
    }
    throw new IllegalArgumentException("a condition shown as a column needs a name: add `as name`");
  }

  private static String arguments(List<Expression> arguments) {
    return arguments.stream().map(ColumnName::of).collect(joining(", ", "(", ")"));
  }
}
