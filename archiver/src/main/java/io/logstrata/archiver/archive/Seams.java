package io.logstrata.archiver.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the records that two neighbouring parts of a day both have: if an export includes the last
 * instant of its window, the next part begins with the same records. If it does not, or if a window
 * means the time of ingestion, there is no such record, and none is taken for a copy unless the
 * next part has an equal one.
 *
 * <p>The parts are to be read from the last to the first. Memory is needed for the records of the
 * instants at which parts begin.
 */
public final class Seams {
  private final Set<Instant> seams;
  private final Map<ArchivedRecord, Integer> begun = new HashMap<>();

  /**
   * Nothing is read yet.
   *
   * @param begins the first instant of each part, in the order of time
   */
  public Seams(List<Instant> begins) {
    seams = begins.stream().skip(1).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the record is of an instant at which one part ends and the next begins. */
  public boolean isAt(ArchivedRecord record) {
    return seams.contains(record.timestamp());
  }

  /** Whether the record of the part from {@code from} to {@code to} is in the next part as well. */
  public boolean isCopy(ArchivedRecord record, Instant from, Instant to) {
    Instant timestamp = record.timestamp();
    if (timestamp.equals(to) && seams.contains(to)) {
      Integer left = begun.computeIfPresent(record, (same, count) -> count - 1);
      return left != null && left >= 0;
    }
    if (timestamp.equals(from) && seams.contains(from)) {
      begun.merge(record, 1, Integer::sum);
    }
    return false;
  }
}
