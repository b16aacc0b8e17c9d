package io.logstrata.insights;

import io.logstrata.insights.model.AggregateFunction;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;
import java.util.List;

/**
 * What {@code stats} can compute of a group of events.
 *
 * <pre>{@code
 * Query.where(special).stats(Aggregates.count().as("errors")).by(Fields.LOG_STREAM);
 * }</pre>
 */
public final class Aggregates {
  private Aggregates() {}

  /** How many events. */
  public static Aggregate count() {
    return new Aggregate(new Expression.Aggregate(AggregateFunction.COUNT, List.of()));
  }

  /** How many events have the field. */
  public static Aggregate count(TypedField<?> field) {
    return of(AggregateFunction.COUNT, field);
  }

  /** How many events satisfy the filter; write {@code as}, for it has no name of its own. */
  public static Aggregate countWhere(Filter filter) {
    return new Aggregate(
        new Expression.Aggregate(
            AggregateFunction.SUM, List.of(new Expression.Truth(filter.condition()))));
  }

  /** How many different values; the service's answer is approximate when there are very many. */
  public static Aggregate countDistinct(TypedField<?> field) {
    return of(AggregateFunction.COUNT_DISTINCT, field);
  }

  public static Aggregate sum(NumberField field) {
    return of(AggregateFunction.SUM, field);
  }

  public static Aggregate average(NumberField field) {
    return of(AggregateFunction.AVG, field);
  }

  public static Aggregate min(TypedField<?> field) {
    return of(AggregateFunction.MIN, field);
  }

  public static Aggregate max(TypedField<?> field) {
    return of(AggregateFunction.MAX, field);
  }

  /**
   * The value that so many percent of the values do not exceed.
   *
   * @param percent 0 to 100, such as 99.9
   */
  public static Aggregate percentile(NumberField field, double percent) {
    if (!Double.isFinite(percent)) {
      throw new IllegalArgumentException("percentile of " + percent + ": give 0 to 100");
    }
    return new Aggregate(
        new Expression.Aggregate(
            AggregateFunction.PCT,
            List.of(
                field.field(), new Literal.Num(BigDecimal.valueOf(percent).stripTrailingZeros()))));
  }

  /** The field's value in the earliest event that has it. */
  public static Aggregate earliest(TypedField<?> field) {
    return of(AggregateFunction.EARLIEST, field);
  }

  /** The field's value in the latest event that has it. */
  public static Aggregate latest(TypedField<?> field) {
    return of(AggregateFunction.LATEST, field);
  }

  private static Aggregate of(AggregateFunction function, TypedField<?> field) {
    return new Aggregate(new Expression.Aggregate(function, List.of(field.field())));
  }
}
