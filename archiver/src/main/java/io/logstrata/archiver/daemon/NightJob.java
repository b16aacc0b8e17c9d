package io.logstrata.archiver.daemon;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.InterruptableJob;
import org.quartz.JobExecutionContext;

/** The daemon's work, as Quartz wants it. */
@DisallowConcurrentExecution
final class NightJob implements InterruptableJob {
  private final Daemon.Work work;
  private Thread worker;
  private boolean stopped;

  NightJob(Daemon.Work work) {
    this.work = work;
  }

  @Override
  public void execute(JobExecutionContext context) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      worker = Thread.currentThread();
    }
    try {
      work.run();
    } catch (InterruptedException e) {
      // Asked to stop: the next run goes on from here.
    } finally {
      synchronized (this) {
        worker = null;
      }
    }
  }

  @Override
  public synchronized void interrupt() {
    stopped = true;
    if (worker != null) {
      worker.interrupt();
    }
  }
}
