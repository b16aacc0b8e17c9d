package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * One aggregate over the rows of one group. Values that are no numbers are left out of sums, means
 * and percentiles.
 */
interface Accumulator {
  void add(Value[] row);

  Value result();

  /** How accumulators of one aggregate are made, one for each group. */
  interface Source {
    Accumulator open();
  }

  /** {@code time} is the slot of @timestamp, or -1 where stats has dropped it. */
  static Source of(Expression.Aggregate aggregate, ExpressionCompiler expressions, int time) {
    Operand argument =
        aggregate.arguments().isEmpty()
            ? row -> Value.truth(true)
            : expressions.compile(aggregate.arguments().get(0));
    return switch (aggregate.function()) {
      case COUNT -> () -> new Moments(argument, true, Moments::count);
      case SUM -> () -> new Moments(argument, false, Moments::sum);
      case AVG -> () -> new Moments(argument, false, Moments::mean);
      case VARIANCE -> () -> new Moments(argument, false, Moments::variance);
      case STDDEV -> () -> new Moments(argument, false, moments -> Math.sqrt(moments.variance()));
      case COUNT_DISTINCT -> () -> new Distinct(argument);
      case MIN -> () -> new Best(argument, argument, -1);
      case MAX -> () -> new Best(argument, argument, 1);
      case PCT ->
          () -> new Percentile(argument, ((Literal.Num) aggregate.arguments().get(1)).value());
      case EARLIEST -> () -> new Best(argument, at(time, aggregate), -1);
      case LATEST -> () -> new Best(argument, at(time, aggregate), 1);
    };
  }

  private static Operand at(int time, Expression.Aggregate aggregate) {
    if (time < 0) {
      throw new IllegalArgumentException(
          aggregate.function().spelling()
              + "() needs @timestamp, which the stats before it has dropped");
    }
    return row -> row[time];
  }

  /** Count, sum, mean and population variance, in one numerically stable pass. */
  final class Moments implements Accumulator {
    private final Operand argument;
    private final boolean anyKind;
    private final java.util.function.ToDoubleFunction<Moments> answer;
    private long count;
    private double sum;
    private double mean;
    private double squares;

    Moments(
        Operand argument, boolean anyKind, java.util.function.ToDoubleFunction<Moments> answer) {
      this.argument = argument;
      this.anyKind = anyKind;
      this.answer = answer;
    }

    @Override
    public void add(Value[] row) {
      Value value = argument.of(row);
      if (value == null) {
        return;
      }
      double number = anyKind ? 0 : value.number();
      if (Double.isNaN(number)) {
        return;
      }
      count++;
      sum += number;
      double distance = number - mean;
      mean += distance / count;
      squares += distance * (number - mean);
    }

    double count() {
      return count;
    }

    double sum() {
      return count == 0 ? Double.NaN : sum;
    }

    double mean() {
      return count == 0 ? Double.NaN : sum / count;
    }

    double variance() {
      return count == 0 ? Double.NaN : squares / count;
    }

    @Override
    public Value result() {
      return ExpressionCompiler.finite(answer.applyAsDouble(this));
    }
  }

  /** How many different values, exactly. */
  final class Distinct implements Accumulator {
    private final Operand argument;
    private final Set<String> seen = new HashSet<>();

    Distinct(Operand argument) {
      this.argument = argument;
    }

    @Override
    public void add(Value[] row) {
      Value value = argument.of(row);
      if (value != null) {
        seen.add(value.text());
      }
    }

    @Override
    public Value result() {
      return Value.number(seen.size());
    }
  }

  /** The value of the row whose key is the least or the greatest; of equal ones the first. */
  final class Best implements Accumulator {
    private final Operand argument;
    private final Operand key;
    private final int sign;
    private Value bestKey;
    private Value best;

    Best(Operand argument, Operand key, int sign) {
      this.argument = argument;
      this.key = key;
      this.sign = sign;
    }

    @Override
    public void add(Value[] row) {
      Value value = argument.of(row);
      Value candidate = key.of(row);
      if (value != null
          && candidate != null
          && (bestKey == null || NaturalOrder.compare(candidate, bestKey) * sign > 0)) {
        best = value;
        bestKey = candidate;
      }
    }

    @Override
    public Value result() {
      return best;
    }
  }

  /** The smallest value that so many percent of the values do not exceed (nearest rank). */
  final class Percentile implements Accumulator {
    private final Operand argument;
    private final BigDecimal percent;
    private double[] numbers = new double[16];
    private int count;

    Percentile(Operand argument, BigDecimal percent) {
      this.argument = argument;
      this.percent = percent;
    }

    @Override
    public void add(Value[] row) {
      Value value = argument.of(row);
      if (value == null || Double.isNaN(value.number())) {
        return;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = value.number();
    }

    @Override
    public Value result() {
      if (count == 0) {
        return null;
      }
      Arrays.sort(numbers, 0, count);
      // Exactly: in doubles 7 percent of a hundred values are a little more than seven of them.
      int rank =
          percent
              .multiply(BigDecimal.valueOf(count))
              .movePointLeft(2)
              .setScale(0, RoundingMode.CEILING)
              .intValueExact();
      return Value.number(numbers[Math.max(0, rank - 1)]);
    }
  }
}
