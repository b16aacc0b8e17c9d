package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.run.Pace;
import java.time.Duration;
import java.time.Instant;

/** The time of one round: a pause that would outlast it ends it. */
final class RoundPace implements Pace {
  private final Pace pace;
  private final Instant begun;
  private final Instant lastPause;
  private final Instant end;

  /**
   * Begins the round now.
   *
   * @param waiting how long the round may wait
   * @param working how long it may go on without waiting
   */
  RoundPace(Pace pace, Duration waiting, Duration working) {
    this.pace = requireNonNull(pace, "pace");
    this.begun = pace.now();
    this.end = begun.plus(working);
    Instant waited = begun.plus(waiting);
    this.lastPause = waited.isBefore(end) ? waited : end;
  }

  @Override
  public Instant now() {
    return pace.now();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (pace.now().plus(duration).isAfter(lastPause)) {
      throw RoundOver.inWaiting();
    }
    pace.pause(duration);
  }

  @Override
  public double jitter() {
    return pace.jitter();
  }

  /** Whether even work that does not wait has to stop. */
  boolean isOver() {
    return !pace.now().isBefore(end);
  }

  /** How long the round has, for people. */
  Duration length() {
    return Duration.between(begun, end);
  }
}
