package io.logstrata.insights.evaluate;

/** Takes rows one by one and hands what becomes of them to the next stage. */
interface Stage {
  void accept(Value[] row);

  /** No more rows come: what was held back is handed on now. */
  void end();

  /** How a stage is made, once the one behind it is known. */
  @FunctionalInterface
  interface Step {
    Stage before(Stage next);
  }
}
