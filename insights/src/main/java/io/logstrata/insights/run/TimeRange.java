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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From one instant, included, to another, excluded, to the millisecond. StartQuery speaks of whole
 * seconds and includes both ends (API reference), so the query itself trims what is too much.
 */
record TimeRange(Instant from, Instant to) {
  TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "the range from " + from + " to " + to + " is empty: the second instant must be later");
    }
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
    return Duration.between(from, to).toMillis() > 1;
  }

  Instant middle() {
    return Instant.ofEpochMilli(from.toEpochMilli() + Duration.between(from, to).toMillis() / 2);
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
