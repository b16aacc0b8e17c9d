package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.Planner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what a run needs of the service, before one has to fail for want of it. */
public final class Preflight {
  private final LogSource source;
  private final ArchiveStore store;
  private final Layout layout;
  private final Planner planner;
  private final Pace pace;

  /** Prepares; nothing is asked yet. */
  public Preflight(
      LogSource source, ArchiveStore store, Layout layout, Planner planner, Pace pace) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.layout = requireNonNull(layout, "layout");
    this.planner = requireNonNull(planner, "planner");
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * The chosen groups, whose calendar their archives have, the account's export slot, and who is at
   * work in the archive.
   */
  public List<Symptom> look(GroupSelection selection) throws InterruptedException {
    List<Symptom> found = new ArrayList<>();
    Answer<LogSource.Groups> groups = source.groups();
    if (!groups.given()) {
      return List.of(Symptom.broken("log groups", groups.reason()));
    }
    found.add(
        Symptom.fine(
            "credentials",
            "the service takes them"
                + groups.get().accountId().map(id -> ", account " + id).orElse("")));
    Answer<ChosenGroups> chosen =
        ChosenGroups.inArchive(source, selection, new GroupRoll(store, layout));
    if (!chosen.given()) {
      found.add(Symptom.broken("log groups", chosen.reason()));
      return found;
    }
    found.add(Symptom.fine("log groups", chosen.get().groups().size() + " are chosen"));
    chosen.get().groups().stream()
        .flatMap(group -> shortRetention(group).stream())
        .forEach(found::add);
    found.addAll(zone(chosen.get().groups()));
    found.add(slot());
    found.add(lease());
    return found;
  }

  private Optional<Symptom> shortRetention(LogGroup group) {
    Duration needed = Duration.ofDays(1).plus(planner.settle());
    if (group.retentionDays().isEmpty()
        || Duration.ofDays(group.retentionDays().getAsInt()).compareTo(needed) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Symptom.broken(
            "retention",
            group.name()
                + " keeps its events for "
                + group.retentionDays().getAsInt()
                + " days only, so that the service deletes the begin of a day before the day is"
                + " final: raise its retention, or lower settle"));
  }

  private List<Symptom> zone(List<LogGroup> groups) throws InterruptedException {
    String what = "zone";
    Archive archive = new Archive(store, layout);
    GroupZone zone = new GroupZone(archive, planner.zone());
    List<Symptom> other = new ArrayList<>();
    try {
      Map<String, GroupNotes> notes = new Listings(archive).notes(groups);
      for (LogGroup group : groups) {
        zone.problem(group.name(), notes.get(group.name()))
            .ifPresent(problem -> other.add(Symptom.broken(what, problem)));
      }
    } catch (IOException e) {
      other.add(Symptom.doubtful(what, e.getMessage()));
    }
    return other.isEmpty()
        ? List.of(Symptom.fine(what, planner.zone() + ", and no archive has another"))
        : other;
  }

  private Symptom slot() throws InterruptedException {
    Answer<List<ExportTask>> tasks = source.tasks();
    if (!tasks.given()) {
      return Symptom.broken("export slot", tasks.reason());
    }
    return tasks.get().stream()
        .filter(task -> task.status().isActive())
        .findFirst()
        .map(
            task ->
                Symptom.doubtful(
                    "export slot",
                    "held by task "
                        + task.id()
                        + " ("
                        + task.name()
                        + ") on group "
                        + task.group()
                        + ": a run waits for it, up to slotWait"))
        .orElseGet(() -> Symptom.fine("export slot", "free"));
  }

  private Symptom lease() {
    String what = "other runs";
    try {
      Optional<ArchiveStore.Stamped> note = store.read(layout.leaseKey());
      if (note.isEmpty()) {
        return Symptom.fine(what, "none has been at work yet");
      }
      LeaseNote lease = LeaseNote.read(layout.leaseKey(), note.get().text().getBytes(UTF_8));
      Instant now = pace.now();
      return now.isBefore(lease.expires())
          ? Symptom.doubtful(
              what, lease.owner() + " is at work: nightly leaves the work to it, or use --wait")
          : Symptom.fine(what, "none is at work");
    } catch (IOException e) {
      return Symptom.doubtful(what, e.getMessage());
    }
  }
}
