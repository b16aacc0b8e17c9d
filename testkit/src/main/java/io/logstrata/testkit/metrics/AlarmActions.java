package io.logstrata.testkit.metrics;

import io.logstrata.testkit.AlarmChange;

/** The port to whoever is told of an alarm's state. */
public interface AlarmActions {
  /**
   * Performs one action; must not throw when it cannot.
   *
   * @param action the ARN that the alarm names
   */
  void perform(String action, MetricAlarm alarm, AlarmChange change);
}
