package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a run is about to export, noted before it asks: after a crash, the next run finds the tasks
 * by their names and what they wrote by what was there before.
 *
 * @param attempt 1 for the first try at this generation, one more for each later one
 * @param layout where the run put days, as {@link DayTemplate} writes it; empty when an earlier
 *     version noted the intent, which did not say
 * @param createdBy the run that means to do it; no two runs have the same
 * @param parts in the order of time; one for the whole window unless that took too long. Those of
 *     an earlier attempt that were good are kept as they were
 * @param abandoned the part whose export took too long, and which some of the parts replace: its
 *     task is to be ended
 */
public record Intent(
    String group,
    LocalDate day,
    int generation,
    int attempt,
    boolean provisional,
    ExportWindow window,
    String layout,
    String createdBy,
    List<ExportPart> parts,
    Optional<ExportPart> abandoned) {
  // The service's limit for the name of a task.
  private static final int MAX_TASK_NAME = 512;

  public Intent {
    requireNonNull(group, "group");
    requireNonNull(day, "day");
    requireNonNull(window, "window");
    requireNonNull(layout, "layout");
    requireNonNull(createdBy, "createdBy");
    requireNonNull(abandoned, "abandoned");
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an intent without a part exports nothing");
    }
  }

  /**
   * The name of a task.
   *
   * @param place which export of the day it is, such as {@code 2026-03-01.1.1}
   * @param id no two attempts have the same; it tells this archive's task from every other's
   */
  public static String taskName(String place, String id, String group) {
    String name = "logstrata " + place + " " + id + " " + group;
    return name.length() <= MAX_TASK_NAME ? name : name.substring(0, MAX_TASK_NAME);
  }
}
