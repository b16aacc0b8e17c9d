package io.logstrata.insights.model;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The functions of {@code stats}, by their documented spelling. Text reads their names in any case.
 *
 * <pre>{@code
 * AggregateFunction.named("Count_Distinct"); // Optional[COUNT_DISTINCT]
 * }</pre>
 */
public enum AggregateFunction {
  COUNT("count", 0, 1),
  COUNT_DISTINCT("count_distinct", 1, 1),
  SUM("sum", 1, 1),
  AVG("avg", 1, 1),
  MIN("min", 1, 1),
  MAX("max", 1, 1),
  STDDEV("stddev", 1, 1),
  VARIANCE("variance", 1, 1),
  PCT("pct", 2, 2),
  EARLIEST("earliest", 1, 1),
  LATEST("latest", 1, 1);

  private static final Map<String, AggregateFunction> BY_NAME = byName();

  private final String spelling;
  private final int fewest;
  private final int most;

  AggregateFunction(String spelling, int fewest, int most) {
    this.spelling = spelling;
    this.fewest = fewest;
    this.most = most;
  }

  /** The name as the user guide spells it. */
  public String spelling() {
    return spelling;
  }

  /**
   * The function of this name, in any case; {@code countDistinct} and {@code count_distinct} are
   * one.
   */
  public static Optional<AggregateFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  void check(List<Expression> arguments) {
    int count = arguments.size();
    if (count < fewest || count > most) {
      throw new IllegalArgumentException(
          spelling
              + "() takes "
              + (fewest == most ? "" + fewest : fewest + " or " + most)
              + (most == 1 ? " argument" : " arguments")
              + ", not "
              + count);
    }
    if (this == PCT
        && !(arguments.get(1) instanceof Literal.Num percent
            && percent.value().signum() >= 0
            && percent.value().compareTo(BigDecimal.valueOf(100)) <= 0)) {
      throw new IllegalArgumentException(
          "pct() takes a percentage from 0 to 100 as its second argument, such as pct(duration, 95)");
    }
  }

  private static Map<String, AggregateFunction> byName() {
    Map<String, AggregateFunction> names =
        new HashMap<>(
            Stream.of(values())
                .collect(toUnmodifiableMap(function -> function.spelling, function -> function)));
    names.put("countdistinct", COUNT_DISTINCT);
    return Map.copyOf(names);
  }
}
