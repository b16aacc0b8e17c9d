package io.logstrata.appender.ship;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the calls did: how many, how long, and what went wrong last. */
public final class Activity {
  private long requests;
  private long retries;
  private long failures;
  private long lastNanos;
  private long longestNanos;
  private String lastFailure;
  private long lastFailureMillis;
  private boolean ended;

  Activity() {}

  /** From now on calls are broken off. */
  synchronized void end() {
    ended = true;
  }

  synchronized void attempted(Delivery delivery, long nanos, boolean retry, long nowMillis) {
    if (ended && delivery.verdict() != Delivery.Verdict.ACCEPTED) {
      return; // our own interrupt ended the call: it would hide what had gone wrong before
    }
    requests++;
    lastNanos = nanos;
    longestNanos = Math.max(longestNanos, nanos);
    if (retry) {
      retries++;
    }
    if (delivery.verdict() != Delivery.Verdict.ACCEPTED) {
      failures++;
      lastFailure = delivery.reason();
      lastFailureMillis = nowMillis;
    }
  }

  /** The counts at this moment. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        requests,
        retries,
        failures,
        Duration.ofNanos(lastNanos),
        Duration.ofNanos(longestNanos),
        Optional.ofNullable(lastFailure),
        lastFailure == null
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(lastFailureMillis)));
  }

  /**
   * Counts at one moment.
   *
   * @param requests calls made, each attempt for itself
   * @param retries calls made again after one that was not accepted
   * @param failures calls that were not accepted
   * @param lastCall how long the latest call took
   * @param longestCall how long the longest call took
   * @param lastFailure what the latest failed call said
   * @param lastFailureAt when that was
   */
  public record Snapshot(
      long requests,
      long retries,
      long failures,
      Duration lastCall,
      Duration longestCall,
      Optional<String> lastFailure,
      Optional<Instant> lastFailureAt) {

    /** One line for people, without the failure's own words. */
    @Override
    public String toString() {
      return "requests="
          + requests
          + " retries="
          + retries
          + " failures="
          + failures
          + " lastCall="
          + lastCall.toMillis()
          + "ms longestCall="
          + longestCall.toMillis()
          + "ms";
    }
  }
}
