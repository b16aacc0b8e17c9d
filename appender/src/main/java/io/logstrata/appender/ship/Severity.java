package io.logstrata.appender.ship;

/**
 * How much an event matters, from least to most. Decides how full the queue may be and still admit
 * it.
 */
public enum Severity {
  TRACE(0, 80),
  DEBUG(1, 80),
  INFO(2, 90),
  WARN(3, 95),
  ERROR(4, 100);

  private static final Severity[] BY_CODE = values();

  private final byte code;
  private final int admittedUpToPercent;

  Severity(int code, int admittedUpToPercent) {
    this.code = (byte) code;
    this.admittedUpToPercent = admittedUpToPercent;
  }

  /** For a column of bytes. */
  byte code() {
    return code;
  }

  static Severity ofCode(byte code) {
    return BY_CODE[code];
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
