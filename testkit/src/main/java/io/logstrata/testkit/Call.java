package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One call that reached the local cloud.
 *
 * @param at when, by the service's clock
 * @param caller access key id that signed it, or {@code anonymous}
 * @param operation AWS's name for it, such as {@code PutLogEvents} or {@code PutObject}
 * @param outcome {@code OK}, the error code that was answered, or the name of the {@link Fault}
 *     that it met
 */
public record Call(Instant at, String caller, String operation, String outcome) {
  public Call {
    requireNonNull(at, "at");
    requireNonNull(caller, "caller");
    requireNonNull(operation, "operation");
    requireNonNull(outcome, "outcome");
  }

  /** Returns whether the call was done and answered. */
  public boolean succeeded() {
    return outcome.equals("OK");
  }
}
