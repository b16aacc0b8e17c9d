package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the archive has of a day.
 *
 * @param newest the newest manifest that is there; the valid one, unless one is lost
 * @param lost a later one that is gone
 */
public record DayGenerations(Optional<Manifest> newest, Optional<LostManifest> lost) {
  public DayGenerations {
    requireNonNull(newest, "newest");
    requireNonNull(lost, "lost");
  }

  /** The generation of the next copy. No note of a lost one must be taken for the next one's. */
  public int next() {
    return 1
        + lost.map(LostManifest::generation).or(() -> newest.map(Manifest::generation)).orElse(0);
  }
}
