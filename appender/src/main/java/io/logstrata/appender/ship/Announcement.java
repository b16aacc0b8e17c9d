package io.logstrata.appender.ship;

/** Words for a loss, to be sent as an event of the stream itself. */
@FunctionalInterface
public interface Announcement {
  /**
   * Describes the loss.
   *
   * @return a message in UTF-8; empty for none
   */
  byte[] announce(LossReport report, long timestampMillis);
}
