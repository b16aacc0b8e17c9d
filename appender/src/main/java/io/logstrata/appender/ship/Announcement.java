package io.logstrata.appender.ship;

/** Words for a loss, to be sent as an event of the stream itself. */
@FunctionalInterface
public interface Announcement {
  /**
   * Describes the loss.
   *
   * @param target is given the message; none, or an empty one, is not sent
   */
  void announce(LossReport report, long timestampMillis, MessageBytes target);
}
