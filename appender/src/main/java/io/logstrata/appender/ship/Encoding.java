package io.logstrata.appender.ship;

/** Turns a captured event into the message that is sent. Called by one thread at a time. */
@FunctionalInterface
public interface Encoding<E> {
  /**
   * Encodes one event.
   *
   * @return the message; an empty one is not sent, and counted as {@link Loss#EMPTY}
   * @throws Exception if the event cannot be encoded: it is counted as {@link Loss#NOT_ENCODED} and
   *     the next one is taken
   */
  Message encode(E event) throws Exception;
}
