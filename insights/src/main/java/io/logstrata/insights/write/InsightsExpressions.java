package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Expression.Arithmetic;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import java.util.List;

/** Expressions as Insights QL. */
final class InsightsExpressions implements Expression.Visitor<String> {
  private final InsightsConditions conditions = new InsightsConditions(this);

  InsightsConditions conditions() {
    return conditions;
  }

  @Override
  public String field(Field field) {
    return Quoting.field(field);
  }

  @Override
  public String text(Literal.Text literal) {
    return Quoting.text(literal.value());
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
  public String arithmetic(Arithmetic arithmetic) {
    int binding = arithmetic.operator().binding();
    return operand(arithmetic.left(), binding)
        + ' '
        + arithmetic.operator().symbol()
        + ' '
        + operand(arithmetic.right(), binding + 1);
  }

  private String operand(Expression expression, int binding) {
    String text = expression.accept(this);
    boolean loose =
        (expression instanceof Arithmetic inner && inner.operator().binding() < binding)
            || expression instanceof Expression.Negative
            || isNegative(expression);
    return loose ? '(' + text + ')' : text;
  }

  private static boolean isNegative(Expression expression) {
    return expression instanceof Literal.Num number && number.value().signum() < 0;
  }

  @Override
  public String negative(Expression.Negative negative) {
    boolean simple =
        negative.operand() instanceof Field || negative.operand() instanceof Expression.Call;
    String text = negative.operand().accept(this);
    return simple ? '-' + text : "-(" + text + ')';
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
    return conditions.write(truth.condition());
  }

  private String arguments(List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.accept(this))
        .collect(joining(", ", "(", ")"));
  }
}
