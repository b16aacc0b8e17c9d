package io.logstrata.testkit;

/** The states of an alarm, as AWS spells them. */
public enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
