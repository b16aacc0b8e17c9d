package io.logstrata.insights.evaluate;

/** An expression made ready: its value for a row, or null where it has none. */
interface Operand {
  Value of(Value[] row);
}
