package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What one task is to export: the whole of a window or, where that took too long, a part of it.
 *
 * @param taskName no two parts have the same, so that a task can be recognised after a crash
 * @param noted when, by the clock of the machine that the run is on: no older task is this part's
 * @param from the first instant
 * @param to where the export is to end; the service's texts disagree on whether it belongs to it
 * @param prefix what the keys of the objects begin with, without a slash at its end; no other part
 *     of the day has the same
 * @param before the keys under the prefix that are not this export's
 */
public record ExportPart(
    String taskName, Instant noted, Instant from, Instant to, String prefix, List<String> before) {
  public ExportPart {
    requireNonNull(taskName, "taskName");
    requireNonNull(noted, "noted");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(prefix, "prefix");
    before = List.copyOf(before);
  }
}
