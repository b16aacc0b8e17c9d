package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.ManifestJson;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings one day of one group into the archive: plan, export, check, record. Each step leaves the
 * bucket in a state from which the next run goes on: an intent without a manifest is adopted or
 * tried anew, a manifest ends the matter.
 */
final class DayRunner {
  /** How many generations a day gets while the service counts other than the copy has. */
  private static final int MOST_IN_VAIN = 3;

  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final Intents intents;
  private final Exporter exporter;
  private final Checker checker;
  private final Pace pace;
  private final Notices notices;
  private final RunOptions options;

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
    this.intents = new Intents(store, layout, options.createdBy());
    this.exporter = new Exporter(source, store, pace, options.patience(), notices);
    this.checker = new Checker(store, pace);
    this.pace = pace;
    this.notices = notices;
    this.options = options;
  }

  DayResult run(PlannedDay planned) throws InterruptedException {
    return switch (planned.decision()) {
      case EXPORT, EXPORT_AGAIN, EXPORT_PROVISIONALLY -> archive(planned);
      case WAIT_FOR_END, WAIT_TO_SETTLE -> unchanged(planned, Outcome.NOT_FINAL);
      case BEFORE_CREATION, EXPIRED -> unchanged(planned, Outcome.NOTHING);
    };
  }

  private static DayResult unchanged(PlannedDay planned, Outcome outcome) {
    return new DayResult(planned, outcome, Optional.empty(), planned.decision().reason());
  }

  private DayResult archive(PlannedDay planned) throws InterruptedException {
    try {
      Optional<Manifest> newest = archive.newest(planned.group().name(), planned.window().day());
      boolean again = planned.decision() == Decision.EXPORT_AGAIN;
      if (newest.isPresent() && !again && isWhole(newest.get(), planned)) {
        return present(planned, newest.get());
      }
      int generation = newest.map(manifest -> manifest.generation() + 1).orElse(1);
      Optional<Intent> left = intents.newest(planned, generation);
      if (left.isPresent()) {
        Optional<DayResult> adopted = adopt(planned, left.get());
        if (adopted.isPresent()) {
          return adopted.get();
        }
      }
      return attempt(planned, generation, left.map(Intent::attempt).orElse(0) + 1);
    } catch (IOException e) {
      return DayResult.failed(planned, e.getMessage());
    }
  }

  private DayResult present(PlannedDay planned, Manifest manifest) throws IOException {
    if (manifest.verdict() == Verdict.DIFFERENT) {
      return new DayResult(
          planned, Outcome.DIFFERENT, Optional.of(manifest), "exported again in vain");
    }
    noteDone(manifest);
    return new DayResult(planned, Outcome.PRESENT, Optional.of(manifest), "archived already");
  }

  /**
   * Whether the day is done: its manifest is final, the service agreed, and what it lists is there.
   */
  private boolean isWhole(Manifest manifest, PlannedDay planned) throws IOException {
    if (manifest.verdict() == Verdict.DIFFERENT && manifest.generation() < MOST_IN_VAIN) {
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

  /**
   * Goes on where an earlier run ended in mid-export, or returns empty when there is nothing to go
   * on with.
   */
  private Optional<DayResult> adopt(PlannedDay planned, Intent intent)
      throws IOException, InterruptedException {
    // What was provisional then may be old by now.
    if (intent.provisional()) {
      return Optional.empty();
    }
    Answer<Optional<ExportTask>> task = exporter.find(request(intent), intent.noted());
    if (!task.given()) {
      return Optional.of(DayResult.failed(planned, task.reason()));
    }
    if (task.get().isEmpty()) {
      return Optional.empty();
    }
    String id = task.get().get().id();
    notices.say(planned + ": going on with task " + id + " of an earlier run");
    DayResult result = finish(planned, intent, exporter.follow(id));
    return result.outcome() == Outcome.FAILED ? Optional.empty() : Optional.of(result);
  }

  private DayResult attempt(PlannedDay planned, int generation, int attempt)
      throws IOException, InterruptedException {
    Optional<Intent> intent = intents.note(planned, generation, attempt, pace.now());
    if (intent.isEmpty()) {
      return DayResult.failed(
          planned, "another run is exporting this day: let it end, then run again");
    }
    notices.say(planned + ": exporting");
    return finish(
        planned, intent.get(), exporter.export(request(intent.get()), intent.get().noted()));
  }

  private ExportRequest request(Intent intent) {
    // The service's texts disagree on whether "to" belongs to the window. If it does, the export
    // has the next day's first
    // instant as well, which readers leave to the next day; if it does not, nothing is lost.
    return new ExportRequest(
        intent.taskName(),
        intent.group(),
        intent.window().from(),
        intent.window().to(),
        store.bucket(),
        intent.prefix());
  }

  private DayResult finish(PlannedDay planned, Intent intent, Answer<ExportTask> exported)
      throws IOException, InterruptedException {
    if (!exported.given()) {
      return DayResult.failed(planned, exported.reason());
    }
    notices.say(planned + ": reading back what was exported");
    Answer<List<ObjectProof>> proofs = checker.check(intent, exported.get().id());
    if (!proofs.given()) {
      return DayResult.failed(planned, proofs.reason());
    }
    Manifest uncounted = manifest(intent, exported.get(), proofs.get());
    Manifest manifest = intent.provisional() ? uncounted : counted(uncounted);
    Optional<Manifest> better = betterThan(manifest, planned);
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
        manifest.verdict() == Verdict.VERIFIED
            && !manifest.window().from().isBefore(planned.group().horizon(pace.now()));
    if (confirmed || manifest.generation() == 1) {
      return Optional.empty();
    }
    Optional<Manifest> earlier = archive.newest(manifest.group(), manifest.day());
    return earlier.isPresent()
            && manifest.recordsOfTheDay().atMost() < earlier.get().recordsOfTheDay().atLeast()
            && missing(earlier.get()).isEmpty()
        ? earlier
        : Optional.empty();
  }

  private List<String> missing(Manifest manifest) throws IOException {
    return manifest.missingFrom(store.list(manifest.prefix() + "/"));
  }

  private static Outcome outcome(Manifest manifest) {
    if (manifest.provisional()) {
      return Outcome.PROVISIONAL;
    }
    return manifest.verdict() == Verdict.DIFFERENT ? Outcome.DIFFERENT : Outcome.ARCHIVED;
  }

  private void noteDone(Manifest manifest) throws IOException {
    store.putIfAbsent(
        layout.doneKey(
            manifest.group(), manifest.day(), manifest.generation(), manifest.recordsOfTheDay()),
        new byte[0]);
  }

  private Manifest manifest(Intent intent, ExportTask task, List<ObjectProof> proofs) {
    return new Manifest(
        intent.group(),
        intent.day(),
        intent.generation(),
        intent.provisional(),
        intent.window(),
        intent.layout(),
        intent.prefix(),
        List.of(new Manifest.Task(task.id(), task.name())),
        proofs,
        Optional.empty(),
        Verdict.ARCHIVED,
        pace.now(),
        options.createdBy());
  }

  /** Compares the copy with the service's own count, when that can be had. */
  private Manifest counted(Manifest manifest) throws InterruptedException {
    if (options.countWith() == CountWith.NONE) {
      return manifest;
    }
    Answer<Long> count =
        source.count(
            options.countWith(),
            manifest.group(),
            manifest.window().from(),
            manifest.window().to());
    if (!count.given()) {
      notices.say(
          manifest.group()
              + " "
              + manifest.day()
              + ": archived but not verified, the service's count is not to be had: "
              + count.reason());
      return manifest;
    }
    return manifest.comparedWith(
        new Manifest.Counted(
            options.countWith().name().toLowerCase(Locale.ROOT), count.get(), pace.now()));
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
    if (outcome(manifest) == Outcome.ARCHIVED) {
      noteDone(manifest);
    }
    return new DayResult(
        planned, outcome(manifest), Optional.of(manifest), "generation " + manifest.generation());
  }
}
