package io.logstrata.testkit.metrics;

import io.logstrata.testkit.AlarmState;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation says.
 *
 * @param state the state to be in; if empty, the one before is kept
 * @param reason in the service's words
 * @param datapoints the values that were looked at, newest first
 */
record Verdict(Optional<AlarmState> state, String reason, List<Datapoint> datapoints) {
  Verdict {
    datapoints = List.copyOf(datapoints);
  }
}
