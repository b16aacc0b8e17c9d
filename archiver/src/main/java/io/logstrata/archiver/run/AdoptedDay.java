package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Manifest;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How an adoption left one day of one group.
 *
 * @param manifest what was written by this run, if anything was
 * @param reason a sentence for people
 */
public record AdoptedDay(
    String group, LocalDate day, Outcome outcome, Optional<Manifest> manifest, String reason) {
  public enum Outcome {
    /** Its objects are under a manifest since this run. */
    ADOPTED,
    /** Its objects would be read: this run was to look only. */
    ADOPTABLE,
    /** There is a copy already. */
    PRESENT,
    /** There is nothing to adopt. */
    NOTHING,
    /** The service holds the day, so that a proven copy can be had. */
    HELD,
    /** It may be another group's. */
    REFUSED,
    FAILED
  }

  public AdoptedDay {
    requireNonNull(group, "group");
    requireNonNull(day, "day");
    requireNonNull(outcome, "outcome");
    requireNonNull(manifest, "manifest");
    requireNonNull(reason, "reason");
  }

  AdoptedDay(String group, LocalDate day, Outcome outcome, String reason) {
    this(group, day, outcome, Optional.empty(), reason);
  }

  @Override
  public String toString() {
    return group + " " + day;
  }
}
