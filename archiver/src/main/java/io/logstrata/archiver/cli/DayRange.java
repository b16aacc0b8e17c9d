package io.logstrata.archiver.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of commands that are told their days. */
final class DayRange {
  /** About the longest retention that can be set, 3653 days: more is a slip of the keyboard. */
  private static final int MOST_YEARS = 10;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "yyyy-MM-dd",
      description = "The first day, in the configured zone (UTC unless said otherwise).")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "yyyy-MM-dd",
      description = "The last day, included.")
  private LocalDate to;

  LocalDate from() {
    return from;
  }

  LocalDate to() {
    return to;
  }

  /** Throws what picocli prints as wrong usage. */
  void check(CommandSpec spec) {
    // In every zone, today is at most the day after that of UTC.
    if (to.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      throw new ParameterException(
          spec.commandLine(), "--to " + to + " lies in the future: give today or an earlier day");
    }
    if (to.isBefore(from)) {
      throw new ParameterException(
          spec.commandLine(), "--to " + to + " is before --from " + from + ": swap them");
    }
    if (to.isAfter(from.plusYears(MOST_YEARS))) {
      throw new ParameterException(
          spec.commandLine(),
          "--from "
              + from
              + " --to "
              + to
              + " is more than "
              + MOST_YEARS
              + " years: give a later --from, or several runs");
    }
  }
}
