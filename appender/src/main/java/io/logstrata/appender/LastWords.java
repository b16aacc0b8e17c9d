package io.logstrata.appender;

import static java.util.stream.Collectors.joining;

import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Loss;
import io.logstrata.appender.ship.LossReport;
import java.util.Optional;

/** What must be said at the end because the stream itself cannot tell any more. */
final class LastWords {
  private final String appender;
  private final AppenderOptions options;

  LastWords(String appender, AppenderOptions options) {
    this.appender = appender;
    this.options = options;
  }

  /** A line that stands alone among the output of an application: who speaks, and this text. */
  String line(String text) {
    return "logstrata: appender [" + appender + "] " + text.strip();
  }

  /**
   * What is said once to those who still log after the stop.
   *
   * @param timeWasUp whether the appender's own hook has stopped it
   */
  String late(boolean timeWasUp) {
    return line(
        "has stopped: each event of log group "
            + options.destination().logGroup()
            + " that is logged from now on is lost."
            + (timeWasUp
                ? " To let the application log for longer while it ends, raise stopTimeout (it is "
                    + DurationText.of(options.stopTimeout())
                    + ")."
                : ""));
  }

  /** On standard error, because nobody will look at the status again. Never fails. */
  static void say(String line) {
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
        + " of log group "
        + options.destination().logGroup()
        + ", log stream "
        + options.destination().logStream().apply(report.to().toEpochMilli())
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
