package io.logstrata.archiver.verify;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.ChosenGroups;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.archiver.run.EarlyDays;
import io.logstrata.archiver.run.LogSource;
import io.logstrata.archiver.run.Pace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads again what the manifests list, and compares with the service while it still holds the day.
 */
public final class Verification {
  // The service may take so long to make data available ("Log data can take up to 12 hours", user
  // guide, S3Export).
  private static final Duration EXPORTABLE_AFTER = Duration.ofHours(12);

  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final EarlyDays earlyDays;
  private final ObjectCheck objects;
  private final Planner planner;
  private final Pace pace;
  private final CountWith countWith;

  /** Prepares a verification; nothing is asked yet. */
  public Verification(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      Planner planner,
      Pace pace,
      CountWith countWith) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.layout = requireNonNull(layout, "layout");
    this.archive = new Archive(store, layout);
    this.earlyDays = new EarlyDays(source);
    this.objects = new ObjectCheck(store);
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
    this.countWith = requireNonNull(countWith, "countWith");
  }

  /**
   * Looks at every archived day of the chosen groups, those included that the service no longer
   * has, and at every day that should be archived.
   *
   * @param lookbackDays how many days back the archive should go; empty means as far as the service
   *     does
   * @param share the part of the archived days whose objects are read, above 0.0 up to 1.0, chosen
   *     by chance
   * @param each is given each day as soon as it was looked at
   * @return a problem that kept the verification from starting, or an answer of how many days were
   *     looked at
   */
  public Answer<Integer> verify(
      GroupSelection selection, OptionalInt lookbackDays, double share, Consumer<Checked> each)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.ofArchive(source, selection, store, layout);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    int looked = 0;
    for (LogGroup group : chosen.get().groups()) {
      TreeSet<LocalDate> days = new TreeSet<>();
      GroupNotes notes;
      try {
        days.addAll(archive.days(group.name()));
        notes = archive.notes(group.name());
      } catch (IOException e) {
        return Answer.unreachable(e.getMessage());
      }
      Instant now = pace.now();
      List<PlannedDay> due =
          EarlyDays.unknown(planner.due(List.of(group), lookbackDays, now), notes, now).stream()
              .filter(day -> !days.contains(day.window().day()))
              .toList();
      Answer<List<PlannedDay>> known = earlyDays.look(due);
      if (known.given()) {
        known.get().stream()
            .filter(day -> day.decision().exports())
            .forEach(day -> days.add(day.window().day()));
      } else {
        each.accept(
            new Checked(
                group.name(), due.get(0).window().day(), Finding.UNREADABLE, known.reason()));
        looked++;
      }
      for (LocalDate day : days) {
        if (share >= 1 || pace.jitter() < share) {
          each.accept(check(group.name(), day, archived -> compare(group, archived)));
          looked++;
        }
      }
    }
    for (String group : chosen.get().gone()) {
      List<LocalDate> days;
      try {
        days = archive.days(group);
      } catch (IOException e) {
        return Answer.unreachable(e.getMessage());
      }
      for (LocalDate day : days) {
        if (share >= 1 || pace.jitter() < share) {
          each.accept(check(group, day, archived -> ofGoneGroup(archived.manifest())));
          looked++;
        }
      }
    }
    return Answer.of(looked);
  }

  /** What is to be said of a day whose objects are all as they were. */
  private interface Comparison {
    Checked of(ArchivedDay archived) throws InterruptedException;
  }

  private Checked check(String group, LocalDate day, Comparison whole) throws InterruptedException {
    try {
      var archived = archive.day(group, day);
      if (archived.isEmpty()) {
        return new Checked(group, day, Finding.MISSING, "no copy: run nightly or backfill");
      }
      Manifest manifest = archived.get().manifest();
      var damage = objects.check(manifest);
      return damage.isPresent() ? damage.get() : whole.of(archived.get());
    } catch (DamagedObjectException e) {
      return new Checked(group, day, Finding.MANIFEST_DAMAGED, e.getMessage());
    } catch (IOException e) {
      return new Checked(group, day, Finding.UNREADABLE, e.getMessage());
    }
  }

  /** The service has nothing more to say of it. */
  private static Checked ofGoneGroup(Manifest manifest) {
    return switch (manifest.verdict()) {
      case ADOPTED -> adopted(manifest);
      case VERIFIED -> checked(manifest, Finding.VERIFIED, "before its group was deleted");
      case ARCHIVED, DIFFERENT ->
          checked(
              manifest,
              Finding.EXPIRED_UNVERIFIED,
              manifest.provisional() ? "the copy is provisional" : "");
    };
  }

  private static Checked adopted(Manifest manifest) {
    return checked(manifest, Finding.ADOPTED, "records " + manifest.recordsOfTheDay());
  }

  private Checked compare(LogGroup group, ArchivedDay archived) throws InterruptedException {
    Manifest manifest = archived.manifest();
    Instant now = pace.now();
    if (manifest.isAdopted()) {
      return adopted(manifest);
    }
    if (manifest.provisional()) {
      return now.isBefore(manifest.window().to().plus(planner.settle()))
          ? checked(manifest, Finding.PROVISIONAL, "the day can still grow")
          : checked(manifest, Finding.MISSING, "only a provisional copy: run nightly or backfill");
    }
    boolean early = !manifest.window().to().isAfter(group.created());
    // A group of that name that was deleted since, and made anew, took its events with it.
    boolean ofAnEarlierGroup = early && manifest.created().isBefore(group.created());
    if (ofAnEarlierGroup || manifest.window().from().isBefore(group.horizon(now))) {
      return manifest.verdict() == Manifest.Verdict.VERIFIED
          ? checked(manifest, Finding.VERIFIED, "before the service deleted it")
          : checked(manifest, Finding.EXPIRED_UNVERIFIED, "");
    }
    Answer<Long> count =
        source.count(
            early ? countWith.beforeCreation() : countWith,
            group.name(),
            manifest.window().from(),
            manifest.window().to());
    return count.given()
        ? compare(manifest, archived.count(), count.get())
        : checked(manifest, Finding.ARCHIVED, "the service did not count: " + count.reason());
  }

  private Checked compare(Manifest manifest, RecordCount archived, long events) {
    String numbers = "archive " + archived + ", service " + events;
    if (archived.mayBe(events)) {
      return checked(manifest, Finding.VERIFIED, numbers);
    }
    if (events < archived.atLeast()) {
      return checked(manifest, Finding.SURPLUS, numbers);
    }
    boolean early = pace.now().isBefore(manifest.window().to().plus(EXPORTABLE_AFTER));
    return checked(manifest, early ? Finding.DELAYED : Finding.GROWN, numbers);
  }

  private static Checked checked(Manifest manifest, Finding finding, String detail) {
    return new Checked(manifest.group(), manifest.day(), finding, detail);
  }
}
