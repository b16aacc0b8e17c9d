package io.logstrata.insights;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;

/**
 * A field that holds numbers. A number inside a text counts too: {@code "503"} is 503 and at least
 * 500, in Insights and here. (In a filter pattern a text is never less or greater than a number.)
 *
 * <pre>{@code
 * Filter failed = Fields.number("statusCode").isBetween(500, 599);
 * }</pre>
 */
public final class NumberField extends TypedField<Number> {
  NumberField(Field field) {
    super(field);
  }

  @Override
  Literal literal(Number value) {
    try {
      return new Literal.Num(
          value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          value + " is no number that a query can hold: compare with a finite one", e);
    }
  }

  public Filter isLessThan(Number value) {
    return compare(Comparator.LESS, value);
  }

  public Filter isAtMost(Number value) {
    return compare(Comparator.AT_MOST, value);
  }

  public Filter isGreaterThan(Number value) {
    return compare(Comparator.GREATER, value);
  }

  public Filter isAtLeast(Number value) {
    return compare(Comparator.AT_LEAST, value);
  }

  /** From the first to the second, both included. */
  public Filter isBetween(Number least, Number most) {
    return isAtLeast(least).and(isAtMost(most));
  }
}
