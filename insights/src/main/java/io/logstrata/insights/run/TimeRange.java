package io.logstrata.insights.run;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Pipeline;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * From one instant, included, to another, excluded, to the millisecond. (StartQuery speaks of whole
 * seconds and includes both ends, so the runner's query itself trims what is too much.)
 *
 * <pre>{@code
 * runner.run(query, List.of("umma-production"), TimeRange.last(Duration.ofHours(1)));
 * }</pre>
 *
 * @param from the first instant, in 1970 or later; what is finer than a millisecond is cut off
 * @param to the first instant after the range, cut off likewise
 */
public record TimeRange(Instant from, Instant to) {
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  public TimeRange {
    // Events have no finer time, so a finer range would be empty without a word.
    from = from.truncatedTo(ChronoUnit.MILLIS);
    to = to.truncatedTo(ChronoUnit.MILLIS);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the range from "
              + from
              + " to "
              + to
              + " is empty: the second instant must be a millisecond later at least");
    }
    if (from.isBefore(Instant.EPOCH) || to.isAfter(END)) {
      throw new IllegalArgumentException(
          "the range from " + from + " to " + to + " is not within 1970 and 9999");
    }
  }

  /** The time up to now, such as the last hour. */
  public static TimeRange last(Duration length) {
    return last(length, Clock.systemUTC());
  }

  /** The time up to what the clock says. */
  public static TimeRange last(Duration length, Clock clock) {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException(
          "the last " + length + " is no range: give a positive duration, such as PT1H");
    }
    Instant now = clock.instant();
    return new TimeRange(now.minus(length), now);
  }

  long startSecond() {
    return from.getEpochSecond();
  }

  long endSecond() {
    return to.getNano() == 0 ? to.getEpochSecond() : to.getEpochSecond() + 1;
  }

  Pipeline trim(Pipeline pipeline) {
    List<Condition> bounds = new ArrayList<>();
    if (from.toEpochMilli() > startSecond() * 1_000) {
      bounds.add(timestamp(Comparator.AT_LEAST, from));
    }
    bounds.add(timestamp(Comparator.LESS, to));
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.Filter(Condition.all(bounds)));
    commands.addAll(pipeline.commands());
    return new Pipeline(commands);
  }

  boolean canBeSplit() {
    return millis() > 1;
  }

  Instant middle() {
    return Instant.ofEpochMilli(from.toEpochMilli() + millis() / 2);
  }

  private long millis() {
    return to.toEpochMilli() - from.toEpochMilli();
  }

  private static Condition timestamp(Comparator operator, Instant bound) {
    Expression millis = new Expression.Call(Function.TO_MILLIS, List.of(Field.path("@timestamp")));
    return new Condition.Comparison(
        millis,
        operator,
        new Literal.Num(BigDecimal.valueOf(bound.toEpochMilli())),
        Absent.DOES_NOT_COUNT);
  }
}
