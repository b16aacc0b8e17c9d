package io.logstrata.appender.ship;

/** Words for a loss, to be sent as an event of the stream itself. */
@FunctionalInterface
public interface Announcement {
  /**
   * Describes the loss.
   *
   * @return a message; empty for none
   */
  Message announce(LossReport report, long timestampMillis);
}
