package io.logstrata.archiver.run;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews a lease in the background, however long a single step takes, and gives it back. */
final class Heartbeat {
  private final Lease lease;
  private final ScheduledExecutorService thread;
  private final Future<?> beats;

  Heartbeat(Lease lease) {
    this.lease = lease;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "logstrata-lease");
              daemon.setDaemon(true);
              return daemon;
            });
    long everySeconds = Lease.TERM.dividedBy(5).toSeconds();
    beats = thread.scheduleAtFixedRate(lease::renew, everySeconds, everySeconds, TimeUnit.SECONDS);
  }

  void close() {
    beats.cancel(false);
    thread.shutdownNow();
    // A run that is asked to stop gives the lease back all the same.
    boolean interrupted = Thread.interrupted();
    lease.release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
