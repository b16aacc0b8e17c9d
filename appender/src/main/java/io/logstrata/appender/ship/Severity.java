package io.logstrata.appender.ship;

/**
 * How much an event matters, from least to most. Decides how full the queue may be and still admit
 * it.
 */
public enum Severity {
  TRACE(80),
  DEBUG(80),
  INFO(90),
  WARN(95),
  ERROR(100);

  private final int admittedUpToPercent;

  Severity(int admittedUpToPercent) {
    this.admittedUpToPercent = admittedUpToPercent;
  }

  /**
   * The fill in bytes beyond which a queue of this capacity refuses the event: the rest is reserved
   * for graver ones.
   */
  long admissionLimit(long capacityBytes) {
    return capacityBytes / 100 * admittedUpToPercent
        + capacityBytes % 100 * admittedUpToPercent / 100;
  }
}
