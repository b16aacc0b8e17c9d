package io.logstrata.archiver.cli;

import io.logstrata.archiver.run.Notices;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Notices on standard error: plain lines, and on a terminal a bar of days below them. The bar is
 * gone when the run is over, so that only lines stay.
 */
final class Progress implements Notices, AutoCloseable {
  // To the line's begin, and erase to its end.
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final Terminal terminal;
  private ProgressBar bar;
  private boolean drawn;

  Progress(PrintWriter err, Terminal terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public void say(String what) {
    synchronized (err) {
      erase();
      err.println(what);
    }
  }

  @Override
  public void progress(int done, int all) {
    if (!terminal.err() || all == 0) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("days")
              .setInitialMax(all)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new Line())
              // A notice takes the bar's line: the bar comes back below it within a second.
              .continuousUpdate()
              .clearDisplayOnFinish()
              .build();
    }
    bar.stepTo(done);
    bar.refresh();
    if (done == all) {
      // The results are next, and mostly on the same terminal.
      close();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void erase() {
    if (drawn) {
      err.print(ERASE);
      drawn = false;
    }
  }

  /** The terminal's last line, on which the bar draws from a thread of its own. */
  private final class Line implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      // In the last column, some terminals begin a new line.
      return terminal.columns() - 1;
    }

    @Override
    public void accept(String text) {
      synchronized (err) {
        err.print(ERASE + text);
        err.flush();
        drawn = true;
      }
    }

    @Override
    public void clear() {
      synchronized (err) {
        erase();
        err.flush();
      }
    }

    @Override
    public void close() {
      clear();
    }
  }
}
