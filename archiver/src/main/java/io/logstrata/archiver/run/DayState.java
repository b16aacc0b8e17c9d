package io.logstrata.archiver.run;

/** How far a day is. */
public enum DayState {
  /** A final copy is there, as far as a listing shows. */
  ARCHIVED('#'),
  /** A copy is there, but it is provisional, or the service counted other than it has. */
  COPIED('~'),
  /** The day is final, and there is no copy. */
  DUE('.'),
  /**
   * There is no final copy, or there cannot be one yet, and the service deletes the day before
   * long.
   */
  AT_RISK('!'),
  /**
   * The objects of an older archive are there and were read to their end; nobody can say whether
   * they are the whole day.
   */
  ADOPTED('o');

  private final char sign;

  DayState(char sign) {
    this.sign = sign;
  }

  /** As a calendar shows it. */
  public char sign() {
    return sign;
  }
}
