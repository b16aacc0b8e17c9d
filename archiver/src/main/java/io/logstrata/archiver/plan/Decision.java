package io.logstrata.archiver.plan;

/** What is to be done about one day of one group, and why. */
public enum Decision {
  EXPORT("the day is over and settled"),
  EXPORT_IF_ANY("the group may hold events of the day, though it was created later"),
  EXPORT_AGAIN("the service holds more than the archive: events came late"),
  EXPORT_PROVISIONALLY("the day may still grow, so that it stays due"),
  WAIT_FOR_END("the day is not over"),
  WAIT_TO_SETTLE("the day is over, but the service may still be making its events exportable"),
  BEFORE_CREATION("the group did not exist yet, and holds nothing of the day"),
  EXPIRED("the group's retention has removed the day already");

  private final String reason;

  Decision(String reason) {
    this.reason = reason;
  }

  /** Half a sentence for people. */
  public String reason() {
    return reason;
  }

  public boolean exports() {
    return switch (this) {
      case EXPORT, EXPORT_IF_ANY, EXPORT_AGAIN, EXPORT_PROVISIONALLY -> true;
      case WAIT_FOR_END, WAIT_TO_SETTLE, BEFORE_CREATION, EXPIRED -> false;
    };
  }

  /**
   * Whether the day will be due at a later time, so that the archive is not yet what it should be.
   */
  public boolean waits() {
    return switch (this) {
      case WAIT_FOR_END, WAIT_TO_SETTLE -> true;
      case EXPORT, EXPORT_IF_ANY, EXPORT_AGAIN, EXPORT_PROVISIONALLY, BEFORE_CREATION, EXPIRED ->
          false;
    };
  }
}
