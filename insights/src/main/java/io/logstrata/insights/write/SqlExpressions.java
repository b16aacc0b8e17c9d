package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import java.util.Optional;
import java.util.function.Function;

/** Expressions as SQL. What no number can hold (a division by zero, say) is NULL. */
final class SqlExpressions implements Expression.Visitor<SqlValue> {
  private final SqlEngine engine;
  private final Function<Field, SqlValue> fields;
  private final Function<Expression.Aggregate, SqlValue> aggregates;
  private final SqlConditions conditions;
  private long offsetMillis;

  /** Both functions throw {@link NotWritable} for what they do not know. */
  SqlExpressions(
      SqlEngine engine,
      Function<Field, SqlValue> fields,
      Function<Expression.Aggregate, SqlValue> aggregates) {
    this.engine = engine;
    this.fields = fields;
    this.aggregates = aggregates;
    this.conditions = new SqlConditions(engine, this);
  }

  SqlConditions conditions() {
    return conditions;
  }

  /** From here on, the buckets of bin begin so much later. */
  void bucketsFrom(Optional<Period> offset) {
    offsetMillis = offset.map(Period::millis).orElse(0L);
  }

  long offsetMillis() {
    return offsetMillis;
  }

  @Override
  public SqlValue field(Field field) {
    return fields.apply(field);
  }

  @Override
  public SqlValue text(Literal.Text literal) {
    return SqlValue.text(SqlText.text(literal.value()));
  }

  @Override
  public SqlValue number(Literal.Num literal) {
    return SqlValue.number("CAST(" + SqlText.text(literal.plain()) + " AS DOUBLE)");
  }

  @Override
  public SqlValue bool(Literal.Bool literal) {
    return new SqlValue(SqlValue.Kind.SCALAR, "'" + literal.value() + "'", "FALSE");
  }

  @Override
  public SqlValue period(Period period) {
    throw new NotWritable("the period " + period.text() + " stands where a value must");
  }

  @Override
  public SqlValue arithmetic(Expression.Arithmetic arithmetic) {
    String left = operand(arithmetic.left());
    String right = operand(arithmetic.right());
    return finite(
        arithmetic.operator() == Expression.Arithmetic.Operator.POWER
            ? "power(" + left + ", " + right + ')'
            : '(' + left + ' ' + arithmetic.operator().symbol() + ' ' + right + ')');
  }

  @Override
  public SqlValue negative(Expression.Negative negative) {
    return finite("(-" + operand(negative.operand()) + ')');
  }

  private String operand(Expression expression) {
    return "CAST(" + expression.accept(this).number(engine) + " AS DOUBLE)";
  }

  SqlValue finite(String number) {
    return SqlValue.number("CASE WHEN " + engine.finite(number) + " THEN " + number + " END");
  }

  @Override
  public SqlValue call(Expression.Call call) {
    return new SqlFunctions(engine, this).call(call);
  }

  @Override
  public SqlValue part(Expression.Part part) {
    throw new NotWritable(
        "SQL has no values like those of jsonParse: "
            + InsightsWriter.write(part)
            + " can be asked in an Insights query");
  }

  @Override
  public SqlValue aggregate(Expression.Aggregate aggregate) {
    return aggregates.apply(aggregate);
  }

  @Override
  public SqlValue truth(Expression.Truth truth) {
    return SqlValue.truth(truth.condition().accept(conditions));
  }
}
