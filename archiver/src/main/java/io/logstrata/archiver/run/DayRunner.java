package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DayGenerations;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LostManifest;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.ManifestJson;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.run.DayExport.Copy;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings one day of one group into the archive: plan, export, check, record. Each step leaves the
 * bucket in a state from which the next run goes on: an intent without a manifest is adopted or
 * tried anew, a manifest ends the matter.
 */
final class DayRunner {
  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final DayExport exports;
  private final Pace pace;
  private final Notices notices;
  private final RunOptions options;
  private final Comparison comparison;

  DayRunner(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      Pace pace,
      Notices notices,
      RunOptions options) {
    this.source = source;
    this.store = store;
    this.layout = layout;
    this.archive = new Archive(store, layout);
    this.exports = new DayExport(source, store, layout, pace, notices, options);
    this.pace = pace;
    this.notices = notices;
    this.options = options;
    this.comparison = new Comparison(source, archive, pace, notices, options);
  }

  DayResult run(PlannedDay planned) throws InterruptedException {
    return switch (planned.decision()) {
      case EXPORT, EXPORT_IF_ANY, EXPORT_AGAIN, EXPORT_PROVISIONALLY -> archive(planned);
      case WAIT_FOR_END, WAIT_TO_SETTLE -> unchanged(planned, Outcome.NOT_FINAL);
      case BEFORE_CREATION, EXPIRED -> unchanged(planned, Outcome.NOTHING);
    };
  }

  /** Why copies could not be compared with the service, where somebody has to grant something. */
  List<String> denials() {
    return comparison.denials();
  }

  private static DayResult unchanged(PlannedDay planned, Outcome outcome) {
    return new DayResult(planned, outcome, Optional.empty(), planned.decision().reason());
  }

  private DayResult archive(PlannedDay planned) throws InterruptedException {
    try {
      DayGenerations there = archive.generations(planned.group().name(), planned.window().day());
      Optional<DayResult> settled =
          isAdopted(there) ? adopted(planned, there) : archived(planned, there);
      if (settled.isPresent()) {
        return settled.get();
      }
      there
          .lost()
          .ifPresent(
              lost ->
                  notices.say(
                      planned
                          + ": the manifest of generation "
                          + lost.generation()
                          + " is gone: exporting the day again"));
      Answer<Copy> copy = exports.make(planned, there.next());
      if (!copy.given()) {
        return DayResult.failed(planned, copy.reason());
      }
      DayResult result = finish(planned, copy.get());
      // An export that an earlier run began may be older than what the service holds now.
      boolean good = result.outcome() != Outcome.FAILED && !isLessThanAdopted(result);
      if (good || !copy.get().takenOver()) {
        return result;
      }
      Answer<Copy> anew = exports.makeAnew(planned, copy.get().intent());
      return anew.given() ? finish(planned, anew.get()) : DayResult.failed(planned, anew.reason());
    } catch (IOException e) {
      return DayResult.failed(planned, e.getMessage());
    }
  }

  private static boolean isAdopted(DayGenerations there) {
    return there
        .newest()
        .map(Manifest::isAdopted)
        .orElseGet(() -> there.lost().stream().anyMatch(LostManifest::adopted));
  }

  /** What there is to say of a day that was adopted, unless it is to be exported after all. */
  private Optional<DayResult> adopted(PlannedDay planned, DayGenerations there)
      throws InterruptedException {
    Answer<Boolean> held = isHeld(planned);
    if (!held.given()) {
      return Optional.of(DayResult.failed(planned, held.reason()));
    }
    if (!held.get()) {
      return Optional.of(
          there.newest().isPresent()
              ? new DayResult(
                  planned, Outcome.PRESENT, there.newest(), "adopted, and held no longer")
              : DayResult.failed(planned, remedyWhenAdoptedIsLost(planned)));
    }
    if (there.newest().isEmpty()) {
      return Optional.empty();
    }
    // An export of less would not take its place, on no night.
    Answer<Long> events = comparison.count(planned);
    return events.given() && events.get() < there.newest().get().recordsOfTheDay().atLeast()
        ? Optional.of(
            new DayResult(
                planned, Outcome.PRESENT, there.newest(), "adopted, and the service holds less"))
        : Optional.empty();
  }

  private static String remedyWhenAdoptedIsLost(PlannedDay planned) {
    return "the manifest of this adopted day is gone: put it back, or run adopt --from "
        + planned.window().day()
        + " --to "
        + planned.window().day();
  }

  /** What there is to say of a day that needs no export. */
  private Optional<DayResult> archived(PlannedDay planned, DayGenerations there)
      throws IOException, InterruptedException {
    // Of a day that has begun to expire, a new copy would have less than the earlier one.
    boolean lost = there.lost().isPresent() && !planned.isPartlyExpired(pace.now());
    boolean again = planned.decision() == Decision.EXPORT_AGAIN;
    if (there.newest().isEmpty() || lost || again) {
      return Optional.empty();
    }
    Manifest newest = there.newest().get();
    Optional<Manifest> judgedAnew = comparison.judgedAnew(newest, planned);
    if (!isWhole(judgedAnew.orElse(newest), planned)) {
      return Optional.empty();
    }
    return Optional.of(
        judgedAnew.isPresent() ? record(planned, judgedAnew.get()) : present(planned, newest));
  }

  private static boolean isLessThanAdopted(DayResult result) {
    return result.outcome() == Outcome.PRESENT
        && result.manifest().stream().anyMatch(Manifest::isAdopted);
  }

  /**
   * Looks again at a day whose copy had fewer records than the service counted, when other days
   * have been exported since: if the service takes a window for the time of ingestion, they have
   * what came late.
   */
  DayResult reconsidered(DayResult result) {
    if (result.outcome() != Outcome.DIFFERENT || result.manifest().isEmpty()) {
      return result;
    }
    try {
      Optional<Manifest> filledUp = comparison.filledUp(result.manifest().get(), result.planned());
      return filledUp.isPresent() ? record(result.planned(), filledUp.get()) : result;
    } catch (IOException e) {
      notices.say(result.planned() + " could not be looked at again: " + e.getMessage());
      return result;
    }
  }

  /** Whether the service holds all of a day that was adopted because it did not. */
  private Answer<Boolean> isHeld(PlannedDay planned) throws InterruptedException {
    return planned.isPartlyExpired(pace.now())
        ? Answer.of(false)
        : source.hasEvents(planned.group().name(), planned.window().from(), planned.window().to());
  }

  private DayResult present(PlannedDay planned, Manifest manifest) throws IOException {
    if (manifest.verdict() == Verdict.DIFFERENT) {
      return new DayResult(
          planned,
          Outcome.DIFFERENT,
          Optional.of(manifest),
          comparison.mayBeInLaterExports(manifest)
              ? "what it lacks is expected in the next day's export"
              : "exported again in vain");
    }
    noteDone(manifest, planned);
    return new DayResult(planned, Outcome.PRESENT, Optional.of(manifest), "archived already");
  }

  /**
   * Whether the day is done: its manifest is final, the service agreed, and what it lists is there.
   */
  private boolean isWhole(Manifest manifest, PlannedDay planned) throws IOException {
    if (manifest.verdict() == Verdict.DIFFERENT
        && !comparison.isInVain(manifest)
        && !comparison.mayBeInLaterExports(manifest)) {
      return false;
    }
    if (manifest.provisional()) {
      return false;
    }
    List<String> missing = missing(manifest);
    if (!missing.isEmpty()) {
      notices.say(
          planned
              + ": "
              + missing.size()
              + " of the archived objects are gone or changed ("
              + missing.get(0)
              + "): exporting the day again");
    }
    return missing.isEmpty();
  }

  private DayResult finish(PlannedDay planned, Copy copy) throws IOException, InterruptedException {
    Manifest uncounted = manifest(copy);
    Manifest manifest =
        copy.intent().provisional() ? uncounted : comparison.counted(uncounted, planned);
    Optional<Manifest> better = betterThan(manifest, planned);
    if (better.isPresent() && better.get().isAdopted()) {
      return new DayResult(
          planned, Outcome.PRESENT, better, "adopted, and the service holds less of it by now");
    }
    return better.isPresent()
        ? DayResult.failed(
            planned,
            "the new export has "
                + manifest.recordsOfTheDay()
                + " records, and generation "
                + better.get().generation()
                + " has "
                + better.get().recordsOfTheDay()
                + ": that one stays the valid one")
        : record(planned, manifest);
  }

  /**
   * An earlier generation that is whole and has more than this one, which then must not take its
   * place: the service may have begun to delete the day, or have exported a part of it.
   */
  private Optional<Manifest> betterThan(Manifest manifest, PlannedDay planned) throws IOException {
    boolean confirmed =
        manifest.verdict() == Verdict.VERIFIED && !planned.isPartlyExpired(pace.now());
    if (manifest.generation() == 1) {
      return Optional.empty();
    }
    Optional<Manifest> earlier = archive.newest(manifest.group(), manifest.day());
    // An adopted day has what the service no longer knew when it was adopted.
    return earlier.isPresent()
            && (!confirmed || earlier.get().isAdopted())
            && manifest.recordsOfTheDay().atMost() < least(earlier.get())
            && missing(earlier.get()).isEmpty()
        ? earlier
        : Optional.empty();
  }

  /**
   * How many records a later export must have: the doubtful ones are in it too. Tasks of an adopted
   * day may have the same ones.
   */
  private static long least(Manifest earlier) {
    return earlier.isAdopted() ? earlier.mostOfOneTask() : earlier.recordsOfTheDay().atMost();
  }

  private List<String> missing(Manifest manifest) throws IOException {
    List<StoredObject> there = new ArrayList<>();
    for (String prefix : manifest.prefixes()) {
      there.addAll(store.list(prefix + "/"));
    }
    return manifest.missingFrom(there);
  }

  private static Outcome outcome(Manifest manifest) {
    if (manifest.provisional()) {
      return Outcome.PROVISIONAL;
    }
    return manifest.verdict() == Verdict.DIFFERENT ? Outcome.DIFFERENT : Outcome.ARCHIVED;
  }

  private void noteDone(Manifest manifest, PlannedDay planned) throws IOException {
    if (comparison.isToBeAskedAgain(planned)) {
      return;
    }
    store.putIfAbsent(
        layout.doneKey(
            manifest.group(), manifest.day(), manifest.generation(), manifest.confirmedRecords()),
        new byte[0]);
  }

  private Manifest manifest(Copy copy) {
    Intent intent = copy.intent();
    return new Manifest(
        intent.group(),
        intent.day(),
        intent.generation(),
        intent.provisional(),
        intent.window(),
        intent.layout(),
        intent.parts().get(0).prefix(),
        copy.tasks(),
        copy.objects(),
        Optional.empty(),
        Verdict.ARCHIVED,
        pace.now(),
        options.createdBy());
  }

  private DayResult record(PlannedDay planned, Manifest manifest) throws IOException {
    String key = layout.manifestKey(manifest.group(), manifest.day(), manifest.generation());
    if (!store.putIfAbsent(key, ManifestJson.write(manifest))) {
      // Another run was faster. Its manifest lists its own objects, so that ours do not count.
      return new DayResult(
          planned,
          Outcome.PRESENT,
          archive.newest(manifest.group(), manifest.day()),
          "archived by another run at the same time");
    }
    if (manifest.verdict() == Verdict.REMNANT) {
      notices.say(
          planned
              + ": the service may have begun to delete the day (its retention goes back to "
              + planned.group().horizon(pace.now()).truncatedTo(ChronoUnit.SECONDS)
              + "): the copy has what was left");
    }
    if (outcome(manifest) == Outcome.ARCHIVED) {
      noteDone(manifest, planned);
    }
    return new DayResult(
        planned, outcome(manifest), Optional.of(manifest), "generation " + manifest.generation());
  }
}
