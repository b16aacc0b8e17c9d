package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A length of time such as {@code 5m}, as {@code bin} takes it. The service silently shortens what
 * lies over a unit's cap (1000 ms, 60 s, 60 m, 24 h: {@code 300s} acts as one minute), so a period
 * over its cap cannot be made; {@link #of(Duration)} chooses a unit that holds it.
 *
 * <pre>{@code
 * Period.of(Duration.ofSeconds(300)).text(); // 5m
 * }</pre>
 *
 * @param amount how many units, at least one
 * @param unit the unit
 */
public record Period(long amount, Unit unit) implements Expression {
  public Period {
    requireNonNull(unit, "unit");
    if (amount < 1) {
      throw new IllegalArgumentException(
          "a period of " + amount + unit.symbol + ": give at least 1" + unit.symbol);
    }
    if (amount > unit.cap) {
      throw new IllegalArgumentException(
          "the period "
              + amount
              + unit.symbol
              + " is over the service's cap of "
              + unit.cap
              + unit.symbol
              + " and would silently act as that: write it in a larger unit");
    }
  }

  /**
   * A number of milliseconds further from 1970 than that, the end of the year 9999, is no point in
   * time (our choice): no engine agrees with another on those.
   */
  public static final long FURTHEST_MILLIS = 253_402_300_799_999L;

  /**
   * The units of the language. Months, quarters and years follow the UTC calendar, weeks begin on
   * Monday (our choice).
   */
  public enum Unit {
    MILLISECOND("ms", 1_000, 1),
    SECOND("s", 60, 1_000),
    MINUTE("m", 60, 60_000),
    HOUR("h", 24, 3_600_000),
    DAY("d", Long.MAX_VALUE, 86_400_000),
    WEEK("w", Long.MAX_VALUE, 604_800_000),
    MONTH("mo", Long.MAX_VALUE, 0),
    QUARTER("q", Long.MAX_VALUE, 0),
    YEAR("y", Long.MAX_VALUE, 0);

    private final String symbol;
    private final long cap;
    private final long millis;

    Unit(String symbol, long cap, long millis) {
      this.symbol = symbol;
      this.cap = cap;
      this.millis = millis;
    }

    /** The short spelling, such as {@code mo}. */
    public String symbol() {
      return symbol;
    }

    /** The largest amount that the service honours. */
    public long cap() {
      return cap;
    }

    /** Its length in milliseconds, or 0 for those whose length the calendar decides. */
    public long millis() {
      return millis;
    }
  }

  /** The period of this length, in the largest unit that divides it: 300 seconds are {@code 5m}. */
  public static Period of(Duration length) {
    long millis = length.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          "a period of " + length + ": give at least a millisecond, such as PT5M");
    }
    Unit[] units = {Unit.DAY, Unit.HOUR, Unit.MINUTE, Unit.SECOND, Unit.MILLISECOND};
    for (Unit unit : units) {
      if (millis % unit.millis == 0 && millis / unit.millis <= unit.cap) {
        return new Period(millis / unit.millis, unit);
      }
    }
    throw new IllegalArgumentException(
        "a period of "
            + length
            + " has no spelling under the service's caps (1000ms, 60s, 60m, 24h): take a rounder one");
  }

  /**
   * Its length in milliseconds.
   *
   * @throws IllegalArgumentException if the calendar decides it, as with months
   */
  public long millis() {
    if (unit.millis == 0) {
      throw new IllegalArgumentException("the calendar decides how long " + text() + " is");
    }
    return Math.multiplyExact(amount, unit.millis);
  }

  /** As the language writes it, such as {@code 5m}. */
  public String text() {
    return amount + unit.symbol;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.period(this);
  }
}
