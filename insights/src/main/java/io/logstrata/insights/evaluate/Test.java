package io.logstrata.insights.evaluate;

/**
 * A condition made ready: true, false, or unknown where the field is absent; unknown at the top
 * means not matched.
 */
interface Test {
  int FALSE = 0;
  int TRUE = 1;
  int UNKNOWN = 2;

  int of(Value[] row);

  static int known(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
