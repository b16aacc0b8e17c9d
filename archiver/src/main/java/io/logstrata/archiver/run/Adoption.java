package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.ManifestJson;
import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes days under manifests that another system exported and the service no longer has. Their
 * objects stay where they are and as they are. A manifest is written when all objects of its day
 * were read to their ends, and says no more than that: nobody can count the day any more.
 */
public final class Adoption {
  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Archive archive;
  private final ZoneId zone;
  private final Pace pace;
  private final Notices notices;
  private final GroupRoll roll;
  private final Lease lease;
  private final Patience patience;
  private final OldDay reader;

  /** Prepares; nothing is asked or written yet. */
  public Adoption(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      ZoneId zone,
      Pace pace,
      Notices notices,
      RunOptions options) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.layout = requireNonNull(layout, "layout");
    this.archive = new Archive(store, layout);
    this.zone = requireNonNull(zone, "zone");
    this.pace = requireNonNull(pace, "pace");
    this.notices = requireNonNull(notices, "notices");
    this.roll = new GroupRoll(store, layout);
    this.lease = new Lease(store, layout.leaseKey(), options.createdBy(), pace);
    this.patience = options.patience();
    this.reader = new OldDay(new Checker(store, pace), pace, notices, options.createdBy());
  }

  /**
   * Adopts what can be adopted of the days that are asked for. A day that fails does not keep the
   * others from being adopted.
   */
  public AdoptionReport adopt(AdoptionRequest request) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    Answer<Claims> claims = claims(request);
    if (!claims.given()) {
      return AdoptionReport.stopped(claims.reason());
    }
    Answer<List<ExportTask>> tasks = source.tasks();
    if (!tasks.given()) {
      return AdoptionReport.stopped(tasks.reason());
    }
    Map<String, String> groupsByTask = new HashMap<>();
    tasks.get().forEach(task -> groupsByTask.put(task.id(), task.group()));
    try {
      Set<String> archived = roll.names();
      List<FolderClaim> undoubted = new ArrayList<>();
      for (FolderClaim claim : claims.get().claims()) {
        Optional<String> doubt = claim.doubt(claims.get().all(), archived);
        doubt.ifPresentOrElse(problems::add, () -> undoubted.add(claim));
      }
      if (request.lookOnly()) {
        return adopt(request, undoubted, groupsByTask, problems);
      }
      Optional<LeaseNote> holder =
          request.patient() ? lease.take(patience.slot(), notices) : lease.take();
      if (holder.isPresent()) {
        return AdoptionReport.held(holder.get().owner() + ", until " + holder.get().expires());
      }
      Heartbeat heartbeat = new Heartbeat(lease);
      try {
        return adopt(request, undoubted, groupsByTask, problems);
      } finally {
        heartbeat.close();
      }
    } catch (IOException e) {
      return AdoptionReport.stopped(e.getMessage());
    }
  }

  /**
   * Which folders are to be looked at.
   *
   * @param all every group that the service has
   */
  private record Claims(List<FolderClaim> claims, List<LogGroup> all) {}

  private Answer<Claims> claims(AdoptionRequest request) throws InterruptedException {
    if (request.group().isEmpty()) {
      Answer<ChosenGroups> chosen = ChosenGroups.of(source, request.selection());
      return chosen.given()
          ? Answer.of(
              new Claims(
                  chosen.get().groups().stream()
                      .map(group -> new FolderClaim(group.name(), Optional.of(group), false))
                      .toList(),
                  chosen.get().all()))
          : chosen.withoutValue();
    }
    String name = request.group().get();
    Answer<LogSource.Groups> groups = source.groups();
    if (!groups.given()) {
      return groups.withoutValue();
    }
    FolderClaim claim = FolderClaim.byName(name, groups.get().groups());
    if (claim.known().isEmpty()) {
      notices.say(
          "the service has no log group "
              + name
              + ": that the folder is its own is taken on trust");
    }
    if (!request.selection().chooses(name)) {
      notices.say(
          "the configuration does not choose "
              + name
              + ": status and verify will not look at it until it does");
    }
    return Answer.of(new Claims(List.of(claim), groups.get().groups()));
  }

  private AdoptionReport adopt(
      AdoptionRequest request,
      List<FolderClaim> claims,
      Map<String, String> groupsByTask,
      List<String> problems)
      throws IOException, InterruptedException {
    List<LocalDate> days = request.first().datesUntil(request.last().plusDays(1)).toList();
    int all = claims.size() * days.size();
    List<AdoptedDay> results = new ArrayList<>();
    for (FolderClaim claim : claims) {
      Set<LocalDate> copied = new HashSet<>(archive.days(claim.group()));
      GroupNotes notes = archive.notes(claim.group());
      Optional<String> otherZone = new GroupZone(archive, zone).problem(claim.group(), notes);
      if (otherZone.isPresent()) {
        problems.add(otherZone.get());
        continue;
      }
      for (LocalDate day : days) {
        if (Thread.interrupted()) {
          throw new InterruptedException("asked to stop before " + claim.group() + " " + day);
        }
        if (lease.isLost()) {
          problems.add(
              "another run has taken over, because this one did not answer for "
                  + Lease.TERM
                  + ": run adopt again");
          return new AdoptionReport(results, problems, Optional.empty());
        }
        notices.progress(results.size(), all);
        results.add(
            copied.contains(day)
                ? present(claim, day, notes, request)
                : one(claim, day, groupsByTask, request));
      }
    }
    notices.progress(all, all);
    return new AdoptionReport(results, problems, Optional.empty());
  }

  private AdoptedDay present(
      FolderClaim claim, LocalDate day, GroupNotes notes, AdoptionRequest request) {
    try {
      // The run that adopted it may have died before it wrote the note.
      if (!notes.isDone(day) && !notes.isAdopted(day) && !request.lookOnly()) {
        Optional<Manifest> newest = archive.newest(claim.group(), day);
        if (newest.isPresent() && newest.get().isAdopted()) {
          note(newest.get());
        }
      }
      return new AdoptedDay(claim.group(), day, Outcome.PRESENT, "there is a copy already");
    } catch (IOException e) {
      return new AdoptedDay(claim.group(), day, Outcome.FAILED, e.getMessage());
    }
  }

  private AdoptedDay one(
      FolderClaim claim, LocalDate day, Map<String, String> groupsByTask, AdoptionRequest request)
      throws InterruptedException {
    String group = claim.group();
    DayWindow window = new DayWindow(day, zone);
    try {
      OldFolder folder =
          OldFolder.list(store, new Layout(layout.folder(), request.days()).dayFolder(group, day));
      if (folder.isEmpty()) {
        return new AdoptedDay(group, day, Outcome.NOTHING, "nothing lies in its folder");
      }
      Optional<String> doubt =
          claim.doubt(window).or(() -> foreignTask(group, folder, groupsByTask));
      if (doubt.isPresent()) {
        return new AdoptedDay(group, day, Outcome.REFUSED, doubt.get());
      }
      Answer<Boolean> held = isHeld(claim, window);
      if (!held.given()) {
        return new AdoptedDay(group, day, Outcome.FAILED, held.reason());
      }
      if (held.get()) {
        return new AdoptedDay(
            group,
            day,
            Outcome.HELD,
            "the service holds the day: backfill --from "
                + day
                + " --to "
                + day
                + " makes a proven copy, when the day is final");
      }
      Optional<String> fault = folder.fault();
      if (fault.isPresent()) {
        return new AdoptedDay(group, day, Outcome.FAILED, fault.get());
      }
      if (request.lookOnly()) {
        return new AdoptedDay(group, day, Outcome.ADOPTABLE, folder.toString());
      }
      Answer<Manifest> manifest = reader.read(group, window, request.days(), folder);
      return manifest.given()
          ? record(manifest.get())
          : new AdoptedDay(group, day, Outcome.FAILED, manifest.reason());
    } catch (IOException e) {
      return new AdoptedDay(group, day, Outcome.FAILED, e.getMessage());
    }
  }

  /** The service remembers recent tasks, and knows better than a folder's name whose they are. */
  private static Optional<String> foreignTask(
      String group, OldFolder folder, Map<String, String> groupsByTask) {
    return folder.tasks().keySet().stream()
        .filter(task -> !groupsByTask.getOrDefault(task, group).equals(group))
        .findFirst()
        .map(
            task ->
                "the task "
                    + task
                    + " in its folder exported the group "
                    + groupsByTask.get(task)
                    + ": move its objects below another logFolderName");
  }

  /** Whether the service has the whole day, or may have it. */
  private Answer<Boolean> isHeld(FolderClaim claim, DayWindow window) throws InterruptedException {
    if (!window.isOver(pace.now())) {
      return Answer.of(true);
    }
    if (claim.known().isEmpty()) {
      return Answer.of(false);
    }
    LogGroup group = claim.known().get();
    boolean expiring = window.from().isBefore(group.horizon(pace.now()));
    if (expiring || !window.to().isAfter(group.oldestPossible())) {
      return Answer.of(false);
    }
    // Retention may have been raised after the day was gone.
    return source.hasEvents(group.name(), window.from(), window.to());
  }

  private AdoptedDay record(Manifest manifest) throws IOException {
    String group = manifest.group();
    LocalDate day = manifest.day();
    roll.add(group);
    store.putIfAbsent(layout.zoneKey(group, zone), new byte[0]);
    String key = layout.manifestKey(group, day, manifest.generation());
    if (!store.putIfAbsent(key, ManifestJson.write(manifest))) {
      return new AdoptedDay(
          group, day, Outcome.PRESENT, "another run made a copy at the same time");
    }
    note(manifest);
    return new AdoptedDay(group, day, Outcome.ADOPTED, Optional.of(manifest), "generation 1");
  }

  private void note(Manifest manifest) throws IOException {
    store.putIfAbsent(
        layout.adoptedKey(manifest.group(), manifest.day(), manifest.generation()), new byte[0]);
  }
}
