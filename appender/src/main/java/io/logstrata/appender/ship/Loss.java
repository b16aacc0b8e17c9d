package io.logstrata.appender.ship;

/**
 * Why an event did not arrive. Every event that is not delivered and not waiting has exactly one of
 * these.
 */
public enum Loss {
  QUEUE_FULL(false, "the queue was full"),
  WAITED_TOO_LONG(false, "the queue stayed full for as long as the caller was allowed to wait"),
  NOT_CAPTURED(false, "it could not be captured: something it carries failed"),
  NOT_ENCODED(false, "the encoder failed"),
  EMPTY(false, "the encoded event was empty, which the service refuses"),
  AFTER_STOP(false, "it was logged after the appender had stopped, or failed to start"),
  LEFT_AT_STOP(false, "it was still unconfirmed when the time to stop was up"),
  TOO_OLD(true, "the service found it older than 14 days"),
  EXPIRED(true, "the service found it older than the retention of its log group"),
  TOO_NEW(true, "the service found it more than 2 hours in the future"),
  INVALID(true, "the service refused this very event");

  private final boolean byService;
  private final String reason;

  Loss(boolean byService, String reason) {
    this.byService = byService;
    this.reason = reason;
  }

  /** True if the service refused the event, false if it was dropped on this side. */
  public boolean byService() {
    return byService;
  }

  /** Half a sentence for people, to follow a count of events. */
  public String reason() {
    return reason;
  }
}
