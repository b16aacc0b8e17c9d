package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a run is about to export, noted before it asks: after a crash, the next run finds the task
 * by its name and what it wrote by what was there before.
 *
 * @param id no two intents have the same; it tells this intent's task from every other archive's
 * @param noted when, by the clock of the machine that the run is on
 * @param attempt 1 for the first try at this generation, one more for each later one
 * @param layout where the run put days, as {@link DayTemplate} writes it; empty when an earlier
 *     version noted the intent, which did not say
 * @param prefix what the keys of the export's objects begin with, without a slash at its end
 * @param createdBy the run that means to do it; no two runs have the same
 * @param before the keys under the prefix that are not this export's
 */
public record Intent(
    String id,
    Instant noted,
    String group,
    LocalDate day,
    int generation,
    int attempt,
    boolean provisional,
    ExportWindow window,
    String layout,
    String prefix,
    String createdBy,
    List<String> before) {
  // The service's limit for the name of a task.
  private static final int MAX_TASK_NAME = 512;

  public Intent {
    requireNonNull(id, "id");
    requireNonNull(noted, "noted");
    requireNonNull(group, "group");
    requireNonNull(day, "day");
    requireNonNull(window, "window");
    requireNonNull(layout, "layout");
    requireNonNull(prefix, "prefix");
    requireNonNull(createdBy, "createdBy");
    before = List.copyOf(before);
  }

  /** The same for the same intent, and another for every other one. */
  public String taskName() {
    String name = "logstrata " + day + "." + generation + "." + attempt + " " + id + " " + group;
    return name.length() <= MAX_TASK_NAME ? name : name.substring(0, MAX_TASK_NAME);
  }
}
