package io.logstrata.appender;

import java.util.function.BooleanSupplier;

/** A thread that cannot be started while there is none to be had. */
public final class ScarceThread extends Thread {
  private final BooleanSupplier none;

  /**
   * @param none asked at the start whether the process has no thread left
   */
  public ScarceThread(Runnable task, BooleanSupplier none) {
    super(task);
    this.none = none;
  }

  @Override
  public synchronized void start() {
    if (none.getAsBoolean()) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    super.start();
  }
}
