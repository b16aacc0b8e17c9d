package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One change of an alarm's state.
 *
 * @param at the minute by which it was evaluated, or when SetAlarmState was called
 * @param from the state before
 * @param to the state since
 * @param reason in the service's words
 */
public record AlarmChange(Instant at, AlarmState from, AlarmState to, String reason) {
  public AlarmChange {
    requireNonNull(at, "at");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(reason, "reason");
  }
}
