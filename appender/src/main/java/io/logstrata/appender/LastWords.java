package io.logstrata.appender;

import static java.util.stream.Collectors.joining;

import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.LossReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What must be said at the end because the stream itself cannot tell any more. */
final class LastWords {
  /** A line is written in microseconds, unless standard error is a pipe that nobody reads. */
  private static final Duration SAY_AT_MOST = Duration.ofMillis(500);

  private final String appender;
  private final AppenderOptions options;
  private final SenderThreads threads;

  /** A report that has been taken from the books and not been said. */
  private final AtomicReference<String> kept = new AtomicReference<>();

  /** For those who log on although the JVM ends and the appender has stopped. */
  private final AtomicReference<String> late = new AtomicReference<>();

  private boolean lateIsSet; // guarded by this

  LastWords(String appender, AppenderOptions options, SenderThreads threads) {
    this.appender = appender;
    this.options = options;
    this.threads = threads;
  }

  /**
   * Keeps a report, if there is one, until it is said: whoever finds that the JVM ends says it, the
   * hook or who has stopped the appender.
   */
  void keep(String report) {
    if (!report.isEmpty()) {
      kept.accumulateAndGet(
          line(report), (before, more) -> before == null ? more : before + "\n" + more);
    }
  }

  /** Says what was kept; returns whether there was anything. */
  boolean sayKept() {
    return say(kept);
  }

  /** Says, once, that the appender has stopped; to be called for an event that came after that. */
  void sayLate() {
    if (late.get() != null) {
      boolean unused = say(late);
    }
  }

  /**
   * If the JVM is ending, nobody will look at the status: says what was kept, and from now on those
   * who log are told.
   *
   * @param timeWasUp whether the appender's own hook has stopped it
   */
  synchronized void sayIfJvmIsEnding(boolean timeWasUp) {
    if (ExitHook.jvmIsEnding()) {
      if (!lateIsSet) {
        lateIsSet = true;
        late.set(late(timeWasUp));
      }
      boolean unused = sayKept();
    }
  }

  private boolean say(AtomicReference<String> line) {
    String text = line.getAndSet(null);
    if (text != null) {
      say(text);
    }
    return text != null;
  }

  /** A line that stands alone among the output of an application: who speaks, and this text. */
  private String line(String text) {
    return "logstrata: appender [" + appender + "] " + text.strip();
  }

  private String late(boolean timeWasUp) {
    return line(
        "has stopped: each event of log group "
            + options.destination().at(System.currentTimeMillis()).logGroup()
            + " that is logged from now on is lost."
            + (timeWasUp
                ? " To let the application log for longer while it ends, raise stopTimeout (it is "
                    + DurationText.of(options.stopTimeout())
                    + ")."
                : ""));
  }

  /**
   * On standard error, because nobody will look at the status again. Never fails, and holds nobody
   * for longer than half a second, be it a caller, a stop or the JVM's end (unless there is no
   * thread to be had: then who says it prints it, rather than leave it out).
   */
  private void say(String line) {
    boolean ignored = threads.runAndWait(() -> print(line), SAY_AT_MOST);
  }

  private static void print(String line) {
    try {
      System.err.println(line);
    } catch (Throwable ignored) { // an application's own stream: there is nobody left to tell
    }
  }

  /**
   * One line with a blank before it: how many events, by reason, of which stream, what went wrong
   * and which option would have helped. Empty if the stream knows of every loss.
   */
  String of(Optional<LossReport> untold, Activity.Snapshot activity) {
    return untold.map(report -> " " + text(report, activity)).orElse("");
  }

  private String text(LossReport report, Activity.Snapshot activity) {
    String failure =
        activity.requests() == 0
            ? " No call had been answered yet."
            : activity
                .lastFailure()
                .map(text -> " The latest failed call said: " + text)
                .orElse("");
    String remedies =
        report.byReason().keySet().stream()
            .map(this::remedy)
            .filter(remedy -> !remedy.isEmpty())
            .collect(joining());
    return "lost "
        + report.events()
        + (report.events() == 1 ? " event" : " events")
        + " of "
        + options.destination().at(report.to().toEpochMilli())
        + ", logged from "
        + report.from()
        + " to "
        + report.to()
        + ": "
        + report.byReason().entrySet().stream()
            .map(entry -> entry.getValue() + " because " + entry.getKey().reason())
            .collect(joining(", "))
        + "."
        + remedies
        + failure.replaceAll("\\s+", " ");
  }

  private String remedy(Loss loss) {
    return switch (loss) {
      case LEFT_AT_STOP ->
          " To give them more time, raise stopTimeout (it is "
              + DurationText.of(options.stopTimeout())
              + ").";
      case QUEUE_FULL, WAITED_TOO_LONG -> " To keep more of them, raise queueBytes.";
      case NOT_CAPTURED, NOT_ENCODED, EMPTY, AFTER_STOP, TOO_OLD, EXPIRED, TOO_NEW, INVALID -> "";
    };
  }
}
