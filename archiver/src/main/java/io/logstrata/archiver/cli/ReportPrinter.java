package io.logstrata.archiver.cli;

import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.run.DayResult;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.run.RunReport;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints how a run ended: one line a day, then the sum. */
final class ReportPrinter {
  private final PrintWriter out;
  private final PrintWriter err;

  ReportPrinter(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Prints and returns the exit code. */
  int print(RunReport report) {
    report
        .heldBy()
        .ifPresent(
            holder ->
                err.println(
                    "nothing done: another run is at work: " + holder + "; --wait waits for it"));
    String how = report.stopped() ? "stopped: " : "failed: ";
    report.problems().forEach(problem -> err.println(how + problem));
    for (DayResult day : report.days()) {
      out.println(line(day));
      if (day.outcome() == Outcome.FAILED) {
        err.println("failed: " + day.planned() + ": " + day.reason());
      }
    }
    if (report.heldBy().isEmpty() && !report.stopped()) {
      out.println(sum(report));
    }
    if (report.failed()) {
      return ExitCode.FAILED;
    }
    return report.differs() ? ExitCode.DIFFERENT : ExitCode.DONE;
  }

  /** The reason of a failure is for standard error. */
  private static String line(DayResult day) {
    String start = word(day.outcome()) + " " + day.planned();
    if (day.outcome() == Outcome.FAILED) {
      return start;
    }
    return start + ": " + day.manifest().map(ReportPrinter::content).orElse(day.reason());
  }

  private static String content(Manifest manifest) {
    return "records="
        + manifest.records()
        + " objects="
        + manifest.objects().size()
        + " bytes="
        + manifest.bytes()
        + " generation="
        + manifest.generation()
        + " verdict="
        + manifest.verdict()
        + manifest.counted().map(counted -> " service=" + counted.events()).orElse("");
  }

  private static String sum(RunReport report) {
    StringBuilder text = new StringBuilder("days=").append(report.days().size());
    for (Outcome outcome : Outcome.values()) {
      text.append(' ').append(word(outcome)).append('=').append(report.count(outcome));
    }
    return text.toString();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
