package io.logstrata.archiver.lambda;

/** The round has to end in the middle of the work; the next one goes on with it. */
final class RoundOver extends RuntimeException {
  private final boolean inReading;

  private RoundOver(String message, boolean inReading) {
    super(message);
    this.inReading = inReading;
  }

  /** While an export, another run or the account's export slot was waited for. */
  static RoundOver inWaiting() {
    return new RoundOver("the round is over, and the work goes on", false);
  }

  /** While an export was read back. */
  static RoundOver inReading() {
    return new RoundOver("the round is over in the middle of reading an export back", true);
  }

  boolean isInReading() {
    return inReading;
  }
}
