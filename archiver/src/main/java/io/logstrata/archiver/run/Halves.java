package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ExportPart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Where to cut a window whose export takes too long. */
final class Halves {
  // A quarter of an hour that takes the service a day is no matter of size any more.
  private static final Duration LEAST = Duration.ofMinutes(15);

  private Halves() {}

  /**
   * The full minute in the middle, or the group's creation if that is later, since the service
   * refuses an export that ends before it; empty when one of the halves would be too small.
   */
  static Optional<Instant> cut(ExportPart part, Instant groupCreated) {
    Duration whole = Duration.between(part.from(), part.to());
    Instant middle = part.from().plus(whole.dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
    Instant cut = groupCreated.isAfter(middle) ? groupCreated : middle;
    boolean sensible =
        !cut.isBefore(part.from().plus(LEAST)) && !part.to().isBefore(cut.plus(LEAST));
    return sensible ? Optional.of(cut) : Optional.empty();
  }
}
