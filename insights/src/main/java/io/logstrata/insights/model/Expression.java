package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What has a value: a field, a constant, arithmetic, a call, an aggregate, or a condition as 0 or
 * 1.
 *
 * <pre>{@code
 * new Expression.Call(Function.STRLEN, List.of(Field.of("path"))); // strlen(path)
 * }</pre>
 */
public sealed interface Expression
    permits Field,
        Literal,
        Period,
        Expression.Arithmetic,
        Expression.Negative,
        Expression.Call,
        Expression.Part,
        Expression.Aggregate,
        Expression.Truth {

  /** Two numbers made one. */
  record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {
    public Arithmetic {
      requireNonNull(operator, "operator");
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    /** The operators, from the loosest to the tightest. */
    public enum Operator {
      ADD("+", 1),
      SUBTRACT("-", 1),
      MULTIPLY("*", 2),
      DIVIDE("/", 2),
      REMAINDER("%", 2),
      POWER("^", 3);

      private final String symbol;
      private final int binding;

      Operator(String symbol, int binding) {
        this.symbol = symbol;
        this.binding = binding;
      }

      /** As it is written. */
      public String symbol() {
        return symbol;
      }

      /** How tightly it binds: a higher number first. */
      public int binding() {
        return binding;
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arithmetic(this);
    }
  }

  /** A number with its sign turned. */
  record Negative(Expression operand) implements Expression {
    public Negative {
      requireNonNull(operand, "operand");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.negative(this);
    }
  }

  /** A scalar function of the language. */
  record Call(Function function, List<Expression> arguments) implements Expression {
    public Call {
      requireNonNull(function, "function");
      arguments = List.copyOf(arguments);
      function.check(arguments.size());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * A part of what {@code jsonParse} makes of a text: {@code jsonParse(body).user.id}, or {@code
   * j.users[1]} where {@code j} names such a value.
   */
  record Part(Expression whole, List<Step> steps) implements Expression {
    public Part {
      requireNonNull(whole, "whole");
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a part needs a step: a key of a map or a list's index");
      }
    }

    /**
     * One step down: into a map by its key, or into a list by its index, from 0 on (our choice).
     *
     * @param key the key, or the empty text for an index
     * @param index the index, or -1 for a key
     */
    public record Step(String key, int index) {
      public Step {
        if (index < 0) {
          Field.path(key);
        }
      }

      /** Into a map. */
      public static Step key(String key) {
        return new Step(key, -1);
      }

      /** Into a list. */
      public static Step index(int index) {
        return new Step("", index);
      }

      /** Whether it goes into a list. */
      public boolean isIndex() {
        return index >= 0;
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.part(this);
    }
  }

  /**
   * A function over the events of a group; only {@code stats} may hold one. No argument means
   * {@code count(*)}.
   */
  record Aggregate(AggregateFunction function, List<Expression> arguments) implements Expression {
    public Aggregate {
      requireNonNull(function, "function");
      arguments = List.copyOf(arguments);
      function.check(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /** A condition used as a value: 1 where it holds, else 0. */
  record Truth(Condition condition) implements Expression {
    public Truth {
      requireNonNull(condition, "condition");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.truth(this);
    }
  }

  <R> R accept(Visitor<R> visitor);

  /** One method a kind: a renderer that forgets one does not compile. */
  interface Visitor<R> {
    R field(Field field);

    R text(Literal.Text literal);

    R number(Literal.Num literal);

    R bool(Literal.Bool literal);

    R period(Period period);

    R arithmetic(Arithmetic arithmetic);

    R negative(Negative negative);

    R call(Call call);

    R part(Part part);

    R aggregate(Aggregate aggregate);

    R truth(Truth truth);
  }
}
