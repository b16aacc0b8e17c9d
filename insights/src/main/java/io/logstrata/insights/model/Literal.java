package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * A constant in a condition or an expression.
 *
 * <pre>{@code
 * new Literal.Num(new BigDecimal("404")).plain(); // 404
 * }</pre>
 */
public sealed interface Literal extends Expression {

  /** A text, any text. */
  record Text(String value) implements Literal {
    public Text {
      requireNonNull(value, "value");
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A number, exact, as it was written: 12 and 12.0 are two literals of one value. */
  record Num(BigDecimal value) implements Literal {
    private static final int MOST_DIGITS = 400;

    public Num {
      requireNonNull(value, "value");
      if (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
        throw new IllegalArgumentException(
            "a number of more than "
                + MOST_DIGITS
                + " digits before or behind the point: the service computes in doubles, so give one that fits");
      }
    }

    /** The number without an exponent, as every target writes it. */
    public String plain() {
      return value.toPlainString();
    }

    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Literal {
    @Override
    public <R> R accept(Expression.Visitor<R> visitor) {
      return visitor.bool(this);
    }
  }
}
