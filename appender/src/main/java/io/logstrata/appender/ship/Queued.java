package io.logstrata.appender.ship;

/** An event as the caller handed it over: captured, not yet encoded. */
public interface Queued {
  /** When it happened, in milliseconds since 1970 UTC. */
  long timestampMillis();

  Severity severity();

  /** What the event really occupies on the heap while it waits, the queue's own share included. */
  int heapBytes();
}
