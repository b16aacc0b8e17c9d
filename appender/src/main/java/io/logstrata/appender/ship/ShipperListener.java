package io.logstrata.appender.ship;

/**
 * Told what happens, by the threads that send, or by the caller's where an event is refused at the
 * door. Must be quick; what it throws is ignored.
 */
public interface ShipperListener {
  /** Hears nothing. */
  ShipperListener NONE = new ShipperListener() {};

  /** A batch was not accepted; it is sent again unless the verdict is INVALID. */
  default void failed(Delivery delivery) {}

  /** A batch was accepted. */
  default void delivered(int events, long nanos) {}

  /** Events were lost, for whatever reason but that they were left at the stop. */
  default void lost(Loss loss, int events) {}

  /** Something that should not happen did, and was survived. */
  default void survived(Throwable problem) {}
}
