package io.logstrata.archiver.verify;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LostManifest;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.plan.Decision;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.ChosenGroups;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.archiver.run.EarlyDays;
import io.logstrata.archiver.run.GroupRoll;
import io.logstrata.archiver.run.GroupZone;
import io.logstrata.archiver.run.Listings;
import io.logstrata.archiver.run.LogSource;
import io.logstrata.archiver.run.Pace;
import io.logstrata.archiver.run.Partial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
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
  private final Layout layout;
  private final Archive archive;
  private final GroupRoll roll;
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
    this.layout = requireNonNull(layout, "layout");
    this.archive = new Archive(store, layout);
    this.roll = new GroupRoll(store, layout);
    this.earlyDays = new EarlyDays(source);
    this.objects = new ObjectCheck(store);
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
    this.countWith = requireNonNull(countWith, "countWith");
  }

  /**
   * Looks at every archived day of the chosen groups, also of those that the service no longer has,
   * and at every day that should be archived. Groups with days at risk come first, and groups that
   * the service no longer has come last.
   *
   * @param lookbackDays how many days back the archive should go; empty means as far as the service
   *     does
   * @param guardDays how many days before the service deletes a day without a final copy it is at
   *     risk
   * @param share the part of the archived days whose objects are read, and whose records are
   *     compared with the service's count, above 0.0 up to 1.0, chosen by chance; of the others,
   *     the manifest is read and compared with a listing
   * @param each is given each day as soon as it was looked at
   * @return a problem that kept the verification from starting, or an answer of how many days were
   *     looked at, and why none of some groups were
   */
  public Answer<Partial<Integer>> verify(
      GroupSelection selection,
      OptionalInt lookbackDays,
      int guardDays,
      double share,
      Consumer<Checked> each)
      throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.thereOrGone(source, selection, roll);
    if (!chosen.given()) {
      return chosen.withoutValue();
    }
    int looked = 0;
    List<String> problems = new ArrayList<>();
    try {
      for (LogGroup group : atRiskFirst(chosen.get().groups(), lookbackDays, guardDays)) {
        GroupNotes notes = archive.notes(group.name());
        Optional<String> otherZone =
            new GroupZone(archive, planner.zone()).problem(group.name(), notes);
        if (otherZone.isPresent()) {
          problems.add(otherZone.get());
          continue;
        }
        TreeSet<LocalDate> days = new TreeSet<>(archive.days(group.name()));
        days.addAll(notes.withoutManifest().keySet());
        looked += lookForMissing(group, notes, lookbackDays, days, each);
        looked += check(group.name(), Optional.of(group), notes, days, share, each);
      }
      for (String name : chosen.get().gone()) {
        GroupNotes notes = archive.notes(name);
        TreeSet<LocalDate> days = new TreeSet<>(archive.days(name));
        days.addAll(notes.withoutManifest().keySet());
        looked += check(name, Optional.empty(), notes, days, share, each);
      }
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
    return Answer.of(new Partial<>(looked, problems));
  }

  /**
   * A verification may take hours, and what is about to be lost cannot wait for its end. The
   * listings are no more than the order's: by the time that its turn comes, a group may have other
   * days.
   */
  private List<LogGroup> atRiskFirst(List<LogGroup> groups, OptionalInt lookbackDays, int guardDays)
      throws IOException, InterruptedException {
    Map<String, GroupNotes> notes = new Listings(archive).notes(groups);
    Set<String> atRisk = new HashSet<>();
    for (LogGroup group : groups) {
      if (isAtRisk(group, notes.get(group.name()), lookbackDays, guardDays)) {
        atRisk.add(group.name());
      }
    }
    List<LogGroup> ordered = new ArrayList<>(groups);
    ordered.sort(Comparator.comparing(group -> !atRisk.contains(group.name())));
    return ordered;
  }

  private boolean isAtRisk(
      LogGroup group, GroupNotes notes, OptionalInt lookbackDays, int guardDays)
      throws InterruptedException {
    Instant now = pace.now();
    List<PlannedDay> open =
        EarlyDays.unknown(planner.over(List.of(group), lookbackDays, now), notes, now);
    Answer<List<PlannedDay>> known = earlyDays.look(Planner.atRisk(open, guardDays, now));
    // Why it is not known is said when the group's turn comes.
    return !known.given()
        || known.get().stream().anyMatch(day -> day.decision() != Decision.BEFORE_CREATION);
  }

  /** Adds the days that should be in the archive and are not; returns how many were looked at. */
  private int lookForMissing(
      LogGroup group,
      GroupNotes notes,
      OptionalInt lookbackDays,
      SortedSet<LocalDate> days,
      Consumer<Checked> each)
      throws InterruptedException {
    Instant now = pace.now();
    List<PlannedDay> due =
        EarlyDays.unknown(planner.due(List.of(group), lookbackDays, now), notes, now).stream()
            .filter(day -> !days.contains(day.window().day()))
            .toList();
    Answer<List<PlannedDay>> known = earlyDays.look(due);
    if (!known.given()) {
      each.accept(
          new Checked(group.name(), due.get(0).window().day(), Finding.UNREADABLE, known.reason()));
      return 1;
    }
    known.get().stream()
        .filter(day -> day.decision().exports())
        .forEach(day -> days.add(day.window().day()));
    return 0;
  }

  private int check(
      String name,
      Optional<LogGroup> group,
      GroupNotes notes,
      SortedSet<LocalDate> days,
      double share,
      Consumer<Checked> each)
      throws InterruptedException {
    for (LocalDate day : days) {
      LostManifest lost = notes.withoutManifest().get(day);
      boolean read = share >= 1 || pace.jitter() < share;
      each.accept(
          lost == null
              ? check(name, group, day, read)
              : new Checked(
                  name, day, Finding.MANIFEST_MISSING, withRemedy(lost, name, group, day)));
    }
    return days.size();
  }

  private String withRemedy(
      LostManifest lost, String name, Optional<LogGroup> group, LocalDate day) {
    String range = " --from " + day + " --to " + day;
    String key = layout.manifestKey(name, day, lost.generation());
    if (lost.adopted()) {
      return key
          + " is gone, though a note beside it says that the day was adopted: put it back, or run"
          + " adopt"
          + range
          // The service does not know the name any more.
          + (group.isEmpty() ? " --group " + name : "");
    }
    return key
        + " is gone, though a note beside it says that the day was archived: put it back"
        + (group.isPresent() ? ", or run backfill" + range + " while the service has the day" : "");
  }

  private Checked check(String name, Optional<LogGroup> group, LocalDate day, boolean read)
      throws InterruptedException {
    try {
      Optional<Manifest> newest = archive.newest(name, day);
      if (newest.isEmpty()) {
        return new Checked(name, day, Finding.MISSING, "no copy: run nightly or backfill");
      }
      Optional<Checked> damage = objects.compareWithListing(newest.get());
      if (damage.isEmpty() && read) {
        damage = objects.read(newest.get());
      }
      if (damage.isPresent()) {
        return damage.get();
      }
      if (newest.get().isAdopted() && read) {
        return checked(newest.get(), Finding.ADOPTED, "records " + newest.get().recordsOfTheDay());
      }
      if (newest.get().provisional()) {
        return provisional(newest.get(), group);
      }
      if (!read) {
        return checked(newest.get(), Finding.LISTED, "not read this time");
      }
      if (newest.get().verdict() == Manifest.Verdict.REMNANT) {
        return checked(
            newest.get(),
            Finding.REMNANT,
            "the service may have begun to delete the day before it was copied");
      }
      return group.isPresent() ? compare(group.get(), newest.get()) : noLongerCounted(newest.get());
    } catch (DamagedObjectException e) {
      return new Checked(name, day, Finding.MANIFEST_DAMAGED, e.getMessage());
    } catch (IOException e) {
      return new Checked(name, day, Finding.UNREADABLE, e.getMessage());
    }
  }

  private Checked provisional(Manifest manifest, Optional<LogGroup> group) {
    if (group.isEmpty()) {
      return checked(
          manifest, Finding.EXPIRED_UNVERIFIED, "only a provisional copy, and the group is gone");
    }
    return pace.now().isBefore(manifest.window().to().plus(planner.settle()))
        ? checked(manifest, Finding.PROVISIONAL, "the day can still grow")
        : checked(manifest, Finding.MISSING, "only a provisional copy: run nightly or backfill");
  }

  private static Checked noLongerCounted(Manifest manifest) {
    return manifest.verdict() == Manifest.Verdict.VERIFIED
        ? checked(manifest, Finding.VERIFIED, "before the group was deleted")
        : checked(manifest, Finding.EXPIRED_UNVERIFIED, "the group is gone" + otherCount(manifest));
  }

  /** A day that differed to the end is not merely one that nobody counted. */
  private static String otherCount(Manifest manifest) {
    return isKnownToDiffer(manifest)
        ? ", and it last counted "
            + manifest.counted().get().events()
            + ", the copy has "
            + manifest.recordsOfTheDay()
        : "";
  }

  private static boolean isKnownToDiffer(Manifest manifest) {
    return manifest.verdict() == Manifest.Verdict.DIFFERENT && manifest.counted().isPresent();
  }

  private Checked compare(LogGroup group, Manifest manifest)
      throws IOException, InterruptedException {
    Instant now = pace.now();
    boolean early = !manifest.window().to().isAfter(group.created());
    // A group of that name that was deleted since, and made anew, took its events with it.
    boolean ofAnEarlierGroup = early && manifest.created().isBefore(group.created());
    if (ofAnEarlierGroup || manifest.window().from().isBefore(group.horizon(now))) {
      return manifest.verdict() == Manifest.Verdict.VERIFIED
          ? checked(manifest, Finding.VERIFIED, "before the service deleted it")
          : checked(
              manifest,
              Finding.EXPIRED_UNVERIFIED,
              "the service deleted it" + otherCount(manifest));
    }
    Answer<Long> count =
        source.count(
            early ? countWith.beforeCreation() : countWith,
            group.name(),
            manifest.window().from(),
            manifest.window().to());
    if (!count.given() && isKnownToDiffer(manifest)) {
      // No answer now does not make good what the last one said.
      return compare(manifest, manifest.counted().get().events());
    }
    return count.given()
        ? compare(manifest, count.get())
        : checked(manifest, Finding.ARCHIVED, "the service did not count: " + count.reason());
  }

  private Checked compare(Manifest manifest, long events) throws IOException {
    String more = "";
    RecordCount archived;
    try {
      archived = archive.with(manifest).count();
    } catch (DamagedObjectException e) {
      // Another day's manifest: that day is where it is a finding.
      archived = manifest.confirmedRecords();
      more = ", without what other days' exports may have of it: " + e.getMessage();
    }
    String numbers = "archive " + archived + ", service " + events + more;
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
