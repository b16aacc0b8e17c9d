package io.logstrata.insights.model;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Expressions as text, as far as every text of them agrees: numbers, booleans, periods, calls. How
 * fields, texts and arithmetic look is for the kind of text to say.
 *
 * <pre>{@code
 * final class Upper extends ExpressionText {
 *   public String field(Field field) { return field.name().toUpperCase(Locale.ROOT); }
 *   ...
 * }
 * }</pre>
 */
public abstract class ExpressionText implements Expression.Visitor<String> {
  @Override
  public final String number(Literal.Num literal) {
    return literal.plain();
  }

  @Override
  public final String bool(Literal.Bool literal) {
    return Boolean.toString(literal.value());
  }

  @Override
  public final String period(Period period) {
    return period.text();
  }

  @Override
  public final String call(Expression.Call call) {
    return call.function().spelling() + arguments(call.arguments());
  }

  @Override
  public final String aggregate(Expression.Aggregate aggregate) {
    return aggregate.function().spelling()
        + (aggregate.arguments().isEmpty() ? "(*)" : arguments(aggregate.arguments()));
  }

  private String arguments(List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.accept(this))
        .collect(joining(", ", "(", ")"));
  }
}
