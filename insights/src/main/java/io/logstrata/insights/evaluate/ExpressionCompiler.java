package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Makes expressions ready to be computed. */
final class ExpressionCompiler implements Expression.Visitor<Operand> {
  private final Layout layout;
  private final ConditionCompiler conditions;
  private final List<Expression.Aggregate> aggregates = new ArrayList<>();
  private int firstAggregateSlot = -1;
  private long offsetMillis;

  ExpressionCompiler(Layout layout, ConditionCompiler conditions) {
    this.layout = layout;
    this.conditions = conditions;
  }

  Operand compile(Expression expression) {
    return expression.accept(this);
  }

  /**
   * From here on, aggregates are read from slots that begin at this one, in order of appearance.
   */
  void aggregatesFrom(int slot) {
    firstAggregateSlot = slot;
  }

  /** From here on, the buckets of bin begin so much later. */
  void bucketsFrom(Optional<Period> offset) {
    offsetMillis = offset.map(Period::millis).orElse(0L);
  }

  List<Expression.Aggregate> aggregates() {
    return aggregates;
  }

  @Override
  public Operand field(Field field) {
    Optional<Integer> whole = layout.structures().above(field);
    if (whole.isPresent()) {
      return part(field, whole.get());
    }
    int slot = layout.slot(field.name());
    return row -> row[slot];
  }

  private Operand part(Field field, int lengthOfWhole) {
    Operand whole = compile(new Field(field.path().subList(0, lengthOfWhole)));
    List<Expression.Part.Step> steps = new ArrayList<>();
    for (String segment : field.path().subList(lengthOfWhole, field.path().size())) {
      steps.add(Expression.Part.Step.key(segment));
    }
    return row -> JsonFunctions.part(whole.of(row), steps);
  }

  @Override
  public Operand part(Expression.Part part) {
    Operand whole = compile(part.whole());
    return row -> JsonFunctions.part(whole.of(row), part.steps());
  }

  @Override
  public Operand text(Literal.Text literal) {
    return constant(Value.text(literal.value()));
  }

  @Override
  public Operand number(Literal.Num literal) {
    return constant(Value.jsonNumber(literal.plain()));
  }

  @Override
  public Operand bool(Literal.Bool literal) {
    return constant(Value.bool(literal.value()));
  }

  @Override
  public Operand period(Period period) {
    throw new IllegalArgumentException(
        "the period "
            + period.text()
            + " stands where a value must: periods are arguments of bin and datefloor");
  }

  @Override
  public Operand arithmetic(Expression.Arithmetic arithmetic) {
    Operand left = compile(arithmetic.left());
    Operand right = compile(arithmetic.right());
    DoubleBinaryOperator operation =
        switch (arithmetic.operator()) {
          case ADD -> (a, b) -> a + b;
          case SUBTRACT -> (a, b) -> a - b;
          case MULTIPLY -> (a, b) -> a * b;
          case DIVIDE -> (a, b) -> a / b;
          case REMAINDER -> (a, b) -> a % b;
          case POWER -> Math::pow;
        };
    return row -> {
      Value a = left.of(row);
      Value b = right.of(row);
      return a == null || b == null
          ? null
          : finite(operation.applyAsDouble(a.number(), b.number()));
    };
  }

  @Override
  public Operand negative(Expression.Negative negative) {
    Operand operand = compile(negative.operand());
    return row -> {
      Value value = operand.of(row);
      return value == null ? null : finite(-value.number());
    };
  }

  @Override
  public Operand call(Expression.Call call) {
    if (call.function() == Function.BIN) {
      return TimeBuckets.floor(
          compile(Field.path("@timestamp")),
          TimeBuckets.period(call.arguments().get(0)),
          offsetMillis);
    }
    if (call.function() == Function.DATEFLOOR || call.function() == Function.DATECEIL) {
      Period period = TimeBuckets.period(call.arguments().get(1));
      Operand time = compile(call.arguments().get(0));
      return call.function() == Function.DATEFLOOR
          ? TimeBuckets.floor(time, period, 0)
          : TimeBuckets.ceiling(time, period);
    }
    boolean any = Functions.takesStructures(call.function());
    return Functions.apply(
        call.function(),
        call.arguments().stream()
            .map(argument -> any ? compile(argument) : scalar(compile(argument)))
            .toArray(Operand[]::new));
  }

  private static Operand scalar(Operand operand) {
    return row -> {
      Value value = operand.of(row);
      return value == null || value.structure() != null ? null : value;
    };
  }

  @Override
  public Operand aggregate(Expression.Aggregate aggregate) {
    if (firstAggregateSlot < 0) {
      throw new IllegalArgumentException(
          aggregate.function().spelling() + "() stands outside stats");
    }
    int slot = firstAggregateSlot + aggregates.size();
    aggregates.add(aggregate);
    return row -> row[slot];
  }

  @Override
  public Operand truth(Expression.Truth truth) {
    Test test = conditions.compile(truth.condition());
    return row -> Value.truth(test.of(row) == Test.TRUE);
  }

  private static Operand constant(Value value) {
    return row -> value;
  }

  /**
   * What no number can hold (a division by zero, arithmetic on text) is absent: the service
   * documents nothing.
   */
  static Value finite(double number) {
    return Double.isFinite(number) ? Value.number(number) : null;
  }
}
