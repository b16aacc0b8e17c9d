package io.logstrata.insights.model;

/**
 * How two values are compared.
 *
 * <pre>{@code
 * Comparator.AT_LEAST.symbol(); // >=
 * }</pre>
 */
public enum Comparator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as Insights QL, filter patterns and this library write it. */
  public String symbol() {
    return symbol;
  }

  /** Whether values are ordered rather than told apart. */
  public boolean isOrdering() {
    return this != EQUAL && this != NOT_EQUAL;
  }
}
