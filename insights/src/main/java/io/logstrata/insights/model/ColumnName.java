package io.logstrata.insights.model;

/**
 * The name of a column that was given none: its expression, as the service does it ({@code
 * count(*)}, {@code bin(5m)}).
 */
final class ColumnName extends ExpressionText {
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
  public String part(Expression.Part part) {
    StringBuilder text = new StringBuilder(of(part.whole()));
    part.steps()
        .forEach(step -> text.append(step.isIndex() ? "[" + step.index() + ']' : '.' + step.key()));
    return text.toString();
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
  public String truth(Expression.Truth truth) {
    if (truth.condition() instanceof Condition.Presence presence && presence.present()) {
      return "ispresent(" + of(presence.subject()) + ')';
    }
    throw new IllegalArgumentException("a condition shown as a column needs a name: add `as name`");
  }
}
