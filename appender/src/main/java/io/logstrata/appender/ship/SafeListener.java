package io.logstrata.appender.ship;

/** Keeps what a listener throws away from the loop. */
final class SafeListener implements ShipperListener {
  private final ShipperListener listener;

  SafeListener(ShipperListener listener) {
    this.listener = listener;
  }

  @Override
  public void failed(Delivery delivery) {
    guarded(() -> listener.failed(delivery));
  }

  @Override
  public void delivered(int events, long nanos) {
    guarded(() -> listener.delivered(events, nanos));
  }

  @Override
  public void lost(Loss loss, int events) {
    guarded(() -> listener.lost(loss, events));
  }

  @Override
  public void survived(Throwable problem) {
    guarded(() -> listener.survived(problem));
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (Throwable ignored) { // there is nobody left to tell
    }
  }
}
