package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.plan.GroupSelection;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days of an older archive are to be taken over.
 *
 * @param selection the groups, unless one is named
 * @param group the name that the folder's group had, on the caller's word: the service may no
 *     longer know it
 * @param days where the older archive has its days
 * @param first the first day
 * @param last the last day, included
 * @param lookOnly whether to say what would be done, and write nothing
 * @param patient whether to wait while another run is at work, instead of leaving it at that
 */
public record AdoptionRequest(
    GroupSelection selection,
    Optional<String> group,
    DayTemplate days,
    LocalDate first,
    LocalDate last,
    boolean lookOnly,
    boolean patient) {
  public AdoptionRequest {
    requireNonNull(selection, "selection");
    requireNonNull(group, "group");
    requireNonNull(days, "days");
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          last + " is before " + first + ": give the earlier day first");
    }
  }
}
