package io.logstrata.appender.ship;

/** Where batches go. Called by as many threads at a time as there are concurrent sends. */
public interface Destination extends AutoCloseable {
  /**
   * Sends a batch once and says what became of it. Must come back within a bounded time. An
   * exception means a bug, and is treated as an unreachable service.
   */
  Delivery send(Batch batch);

  /**
   * Whether events of these two times may go in one batch: not if they belong to different log
   * streams.
   */
  default boolean together(long timestampMillis, long otherMillis) {
    return true;
  }

  @Override
  void close();
}
