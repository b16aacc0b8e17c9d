package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.PlannedDay;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares copies with the service's own count, and says what that makes of them. */
final class Comparison {
  /** How many generations a day gets at least while the service counts other than the copy has. */
  private static final int LEAST_TRIES = 3;

  private final LogSource source;
  private final Archive archive;
  private final Pace pace;
  private final Notices notices;
  private final RunOptions options;

  /** The days whose count was not to be had now, and may be later: they are not done yet. */
  private final Set<PlannedDay> uncounted = new HashSet<>();

  private final Set<String> denials = new LinkedHashSet<>();

  Comparison(LogSource source, Archive archive, Pace pace, Notices notices, RunOptions options) {
    this.source = source;
    this.archive = archive;
    this.pace = pace;
    this.notices = notices;
    this.options = options;
  }

  /** Why copies could not be compared with the service, where somebody has to grant something. */
  List<String> denials() {
    return denials.stream()
        .map(
            reason ->
                "copies are archived and not verified, since the service's count was denied"
                    + " (countWith none leaves it out): "
                    + reason)
        .toList();
  }

  /** Whether the day's count was not to be had now, and is to be asked for again. */
  boolean isToBeAskedAgain(PlannedDay planned) {
    return uncounted.contains(planned);
  }

  /** The copy as it is after a comparison with the service's own count, when that can be had. */
  Manifest counted(Manifest manifest, PlannedDay planned) throws IOException, InterruptedException {
    CountWith how = how(planned);
    Answer<Long> count =
        count(how, manifest.group(), manifest.window().from(), manifest.window().to());
    Optional<Manifest.Counted> counted =
        count.given()
            ? Optional.of(
                new Manifest.Counted(how.name().toLowerCase(Locale.ROOT), count.get(), pace.now()))
            : Optional.empty();
    if (how != CountWith.NONE && counted.isEmpty()) {
      notices.say(
          manifest.group()
              + " "
              + manifest.day()
              + ": archived but not verified, the service's count is not to be had: "
              + count.reason());
      switch (count.verdict()) {
        case UNREACHABLE -> askAgain(planned);
        case DENIED -> {
          askAgain(planned);
          denials.add(count.reason());
        }
        // Groups of the Infrequent Access class cannot be read, on no night.
        case REFUSED, GIVEN -> {}
      }
    }
    return judged(manifest, counted, planned);
  }

  /** The service's own count of the day, when that can be had. */
  Answer<Long> count(PlannedDay planned) throws InterruptedException {
    return count(
        how(planned), planned.group().name(), planned.window().from(), planned.window().to());
  }

  private Answer<Long> count(CountWith how, String group, Instant from, Instant to)
      throws InterruptedException {
    return how == CountWith.NONE
        ? Answer.refused("counting is switched off")
        : source.count(how, group, from, to);
  }

  private CountWith how(PlannedDay planned) {
    return planned.isBeforeCreation() ? options.countWith().beforeCreation() : options.countWith();
  }

  private void askAgain(PlannedDay planned) {
    if (!mayHaveLost(planned)) { // else no night would come on which it could be asked
      uncounted.add(planned);
    }
  }

  /** The same copy with another verdict, when there is a reason for one. */
  Optional<Manifest> judgedAnew(Manifest manifest, PlannedDay planned)
      throws IOException, InterruptedException {
    boolean neverCounted =
        manifest.verdict() == Verdict.ARCHIVED
            && !manifest.provisional()
            && manifest.counted().isEmpty();
    if (!neverCounted || mayHaveLost(planned)) {
      return filledUp(manifest, planned);
    }
    Manifest counted = counted(nextGeneration(manifest), planned);
    return counted.counted().isPresent() ? Optional.of(counted) : Optional.empty();
  }

  /** The same copy, when what it lacked is in other days' exports by now. */
  Optional<Manifest> filledUp(Manifest manifest, PlannedDay planned) throws IOException {
    if (manifest.verdict() != Verdict.DIFFERENT
        || manifest.counted().isEmpty()
        || !withNeighbours(manifest).mayBe(manifest.counted().get().events())) {
      return Optional.empty();
    }
    return Optional.of(judged(nextGeneration(manifest), manifest.counted(), planned));
  }

  private Manifest nextGeneration(Manifest manifest) {
    return manifest.nextGeneration(pace.now(), options.createdBy());
  }

  /** Whether what the copy lacks may be in an export that is still to be made. */
  boolean mayBeInLaterExports(Manifest manifest) throws IOException {
    return manifest.hasEarlierDays()
        && manifest.counted().isPresent()
        && manifest.counted().get().events() > withNeighbours(manifest).atMost()
        && archive.newest(manifest.group(), manifest.day().plusDays(1)).isEmpty();
  }

  /**
   * Whether the day was exported again and nothing has changed by that. Only then nothing will:
   * late events that come day by day make a generation each, and each may be counted half a day
   * before it is exported.
   */
  boolean isInVain(Manifest manifest) throws IOException {
    if (manifest.generation() < LEAST_TRIES) {
      return false;
    }
    Optional<Manifest> before = archive.before(manifest);
    return before.isPresent()
        && before.get().recordsOfTheDay().equals(manifest.recordsOfTheDay())
        && events(before.get()).equals(events(manifest));
  }

  private static Optional<Long> events(Manifest manifest) {
    return manifest.counted().map(Manifest.Counted::events);
  }

  private Manifest judged(Manifest manifest, Optional<Manifest.Counted> counted, PlannedDay planned)
      throws IOException {
    RecordCount own = manifest.recordsOfTheDay();
    boolean lacks = counted.isPresent() && counted.get().events() > own.atMost();
    boolean mayHaveLost = mayHaveLost(planned);
    // An earlier copy may tell which of the lines are no records, unless they are deleted by now.
    boolean mayLack =
        counted.isPresent()
            && manifest.generation() > 1
            && own.atLeast() < own.atMost()
            && !mayHaveLost;
    // Few copies lack anything, and for them alone the other manifests are worth reading.
    RecordCount ofTheDay = lacks || mayLack ? withNeighbours(manifest) : own;
    // By the time of the count: what was deleted before the export is neither in it nor counted.
    if (mayHaveLost) {
      return manifest.remnant(counted, ofTheDay);
    }
    return counted.isPresent() ? manifest.comparedWith(counted.get(), ofTheDay) : manifest;
  }

  /** A neighbour's damaged manifest is for verify to name, and no reason to record nothing here. */
  private RecordCount withNeighbours(Manifest manifest) throws IOException {
    try {
      return archive.with(manifest).count();
    } catch (DamagedObjectException e) {
      notices.say(
          manifest.group()
              + " "
              + manifest.day()
              + ": counted without the records that other days' exports may have of it: "
              + e.getMessage());
      return manifest.recordsOfTheDay();
    }
  }

  private boolean mayHaveLost(PlannedDay planned) {
    return planned.isPartlyExpired(pace.now());
  }
}
