package io.logstrata.archiver.run;

/** How the service is asked for its own number of events. */
public enum CountWith {
  /** One Logs Insights query a day of a group; the service charges for the bytes that it scans. */
  INSIGHTS,
  /**
   * Reading every event by FilterLogEvents: slow for large groups, and not to be had for the
   * Infrequent Access class.
   */
  SCAN,
  /** Not at all: copies are archived, but not verified. */
  NONE;

  /**
   * The way for a day from before the group's creation: Logs Insights refuses a range that ends
   * before it, with MalformedQueryException.
   */
  public CountWith beforeCreation() {
    return this == NONE ? NONE : SCAN;
  }
}
