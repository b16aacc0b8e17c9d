package io.logstrata.appender.ship;

/** Turns a captured event into the message that is sent. Called by one thread at a time. */
@FunctionalInterface
public interface Encoding<E> {
  /**
   * Encodes one event.
   *
   * @param target is given the message, once; an event without one is not sent, and counted as
   *     {@link Loss#EMPTY}
   * @throws Exception if the event cannot be encoded: it is counted as {@link Loss#NOT_ENCODED} and
   *     the next one is taken
   */
  void encode(E event, MessageBytes target) throws Exception;
}
