package io.logstrata.appender.ship;

/** Turns a captured event into the message that is sent. Called by one thread at a time. */
@FunctionalInterface
public interface Encoding<E> {
  /**
   * Encodes one event.
   *
   * @return the message in UTF-8, at most {@link Limits#MESSAGE_BYTES} bytes
   * @throws Exception if the event cannot be encoded: it is counted as {@link Loss#NOT_ENCODED} and
   *     the next one is taken
   */
  byte[] encode(E event) throws Exception;
}
