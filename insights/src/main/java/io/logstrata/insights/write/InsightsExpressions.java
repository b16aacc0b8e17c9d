package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Expression.Arithmetic;
import io.logstrata.insights.model.ExpressionText;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;

/** Expressions as Insights QL. */
final class InsightsExpressions extends ExpressionText {
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
  public String part(Expression.Part part) {
    return part.whole().accept(this) + part.steps().stream().map(Quoting::step).collect(joining());
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
            || expression instanceof Expression.Truth
            || isNegative(expression);
    return loose ? '(' + text + ')' : text;
  }

  private static boolean isNegative(Expression expression) {
    return expression instanceof Literal.Num number && number.value().signum() < 0;
  }

  @Override
  public String negative(Expression.Negative negative) {
    boolean simple =
        negative.operand() instanceof Field
            || negative.operand() instanceof Expression.Call
            || negative.operand() instanceof Expression.Part;
    String text = negative.operand().accept(this);
    return simple ? '-' + text : "-(" + text + ')';
  }

  @Override
  public String truth(Expression.Truth truth) {
    return conditions.write(truth.condition());
  }
}
