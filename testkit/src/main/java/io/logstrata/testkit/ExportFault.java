package io.logstrata.testkit;

/** What can go wrong with an export task that was accepted. */
public enum ExportFault {
  /** Ends as FAILED; some objects may have been written. */
  FAILED,
  /** Ends as CANCELLED although nobody cancelled it. */
  CANCELLED,
  /** Stays PENDING for ever, and holds the account's only slot until it is cancelled. */
  STUCK,
  /**
   * Ends as COMPLETED with the last event of every stream missing, as when data was not exportable
   * yet.
   */
  PARTIAL
}
