package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An alarm as it stands now.
 *
 * @param name the alarm's name
 * @param state its state
 * @param reason why, in the service's words
 * @param changes every change of its state, oldest first
 */
public record Alarm(String name, AlarmState state, String reason, List<AlarmChange> changes) {
  public Alarm {
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    changes = List.copyOf(changes);
  }
}
