package io.logstrata.appender.ship;

/**
 * An event as the caller handed it over: captured, not yet encoded. A class, because it is its own
 * node of the queue: a node apart would cost every logging call 24 bytes and the collector a mark.
 */
public abstract class Queued {
  /** Who was logged after this one; the queue's business alone. */
  volatile Queued next;

  /** When it happened, in milliseconds since 1970 UTC. */
  public abstract long timestampMillis();

  public abstract Severity severity();

  /** What the event really occupies on the heap while it waits. */
  public abstract int heapBytes();
}
