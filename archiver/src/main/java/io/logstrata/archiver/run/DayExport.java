package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ExportPart;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.Seams;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.run.Intents.Stretch;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exports a day and reads back what was written. It goes on where an earlier run ended, and cuts a
 * window in two whose export takes too long. Each step is noted before it is taken.
 */
final class DayExport {
  private final ArchiveStore store;
  private final Intents intents;
  private final Exporter exporter;
  private final ExportedObjects written;
  private final Checker checker;
  private final Pace pace;
  private final Notices notices;

  DayExport(
      LogSource source,
      ArchiveStore store,
      Layout layout,
      Pace pace,
      Notices notices,
      RunOptions options) {
    this.store = store;
    this.intents = new Intents(store, layout, options.createdBy());
    this.exporter = new Exporter(source, store, pace, options.patience(), notices);
    this.written = new ExportedObjects(source, store, layout, notices);
    this.checker = new Checker(store, pace);
    this.pace = pace;
    this.notices = notices;
  }

  /**
   * What was exported and read back.
   *
   * @param takenOver whether any of it was exported by an earlier run
   */
  record Copy(
      Intent intent, List<Manifest.Task> tasks, List<ObjectProof> objects, boolean takenOver) {
    Copy {
      tasks = List.copyOf(tasks);
      objects = List.copyOf(objects);
    }
  }

  /** The tasks that are under way or done, by the part that each exports. */
  private static final class Known {
    final Map<ExportPart, ExportTask> tasks = new HashMap<>();
    boolean takenOver;
  }

  /** How an attempt ended; if it failed, at which part. */
  private record Attempt(Answer<Copy> copy, Optional<ExportPart> failed, boolean tooSlow) {
    static Attempt failed(String reason, ExportPart at, boolean tooSlow) {
      return new Attempt(Answer.refused(reason), Optional.of(at), tooSlow);
    }
  }

  /** A copy of the day, from what an earlier run left if that is of use. */
  Answer<Copy> make(PlannedDay planned, int generation) throws IOException, InterruptedException {
    Optional<Intent> left = intents.newest(planned, generation);
    if (left.isEmpty()) {
      List<Stretch> whole = List.of(Intents.whole(planned));
      return work(planned, note(planned, generation, 1, whole, Optional.empty()), new Known());
    }
    Known known = new Known();
    // What was provisional then may be old by now.
    if (!left.get().provisional()) {
      for (ExportPart part : left.get().parts()) {
        Answer<Optional<ExportTask>> task = exporter.find(request(planned, part), part.noted());
        if (!task.given()) {
          return task.withoutValue();
        }
        task.get().ifPresent(found -> known.tasks.put(part, found));
      }
    }
    known.takenOver = !known.tasks.isEmpty();
    known
        .tasks
        .values()
        .forEach(
            task ->
                notices.say(planned + ": going on with task " + task.id() + " of an earlier run"));
    boolean allKnown = known.tasks.size() == left.get().parts().size();
    return work(planned, allKnown ? left : renewed(planned, left.get(), known), known);
  }

  /** A copy of the day by new exports alone. */
  Answer<Copy> makeAnew(PlannedDay planned, Intent left) throws IOException, InterruptedException {
    Known none = new Known();
    return work(planned, renewed(planned, left, none), none);
  }

  /** The next attempt: what is known is kept, all else is exported anew. */
  private Optional<Intent> renewed(PlannedDay planned, Intent left, Known known)
      throws IOException {
    boolean sameWindow = left.window().equals(Intents.window(planned)) && !left.provisional();
    List<Stretch> stretches =
        sameWindow || known.takenOver
            ? left.parts().stream()
                .map(
                    part -> known.tasks.containsKey(part) ? Stretch.kept(part) : Stretch.anew(part))
                .toList()
            : List.of(Intents.whole(planned));
    return note(planned, left.generation(), left.attempt() + 1, stretches, left.abandoned());
  }

  /** The next attempt: the part that took too long is two. */
  private Optional<Intent> halved(PlannedDay planned, Intent left, ExportPart slow, Instant cut)
      throws IOException {
    notices.say(
        planned
            + ": the export from "
            + slow.from()
            + " to "
            + slow.to()
            + " takes too long, trying halves");
    List<Stretch> stretches = new ArrayList<>();
    for (ExportPart part : left.parts()) {
      if (part.equals(slow)) {
        stretches.add(Stretch.anew(slow.from(), cut));
        stretches.add(Stretch.anew(cut, slow.to()));
      } else {
        stretches.add(Stretch.kept(part));
      }
    }
    return note(planned, left.generation(), left.attempt() + 1, stretches, Optional.of(slow));
  }

  private Optional<Intent> note(
      PlannedDay planned,
      int generation,
      int attempt,
      List<Stretch> stretches,
      Optional<ExportPart> abandoned)
      throws IOException {
    return intents.note(planned, generation, attempt, stretches, abandoned, pace.now());
  }

  private Answer<Copy> work(PlannedDay planned, Optional<Intent> noted, Known known)
      throws IOException, InterruptedException {
    Optional<Intent> next = noted;
    while (next.isPresent()) {
      Intent intent = next.get();
      Attempt attempt = attempt(planned, intent, known);
      if (attempt.failed().isEmpty()) {
        return attempt.copy();
      }
      ExportPart failed = attempt.failed().get();
      known.tasks.remove(failed);
      Optional<Instant> cut =
          attempt.tooSlow() ? Halves.cut(failed, planned.group().created()) : Optional.empty();
      if (cut.isPresent()) {
        next = halved(planned, intent, failed, cut.get());
      } else if (known.takenOver && !attempt.tooSlow()) {
        // What an earlier run left may be no good; what this one makes is the last word.
        known.takenOver = false;
        next = renewed(planned, intent, known);
      } else {
        return attempt.copy();
      }
    }
    return Answer.refused("another run is exporting this day: let it end, then run again");
  }

  private Attempt attempt(PlannedDay planned, Intent intent, Known known)
      throws InterruptedException {
    if (intent.abandoned().isPresent()) {
      ExportPart abandoned = intent.abandoned().get();
      Answer<Boolean> ended = exporter.cancel(request(planned, abandoned), abandoned.noted());
      if (!ended.given()) {
        String reason = "an export that takes too long cannot be ended: " + ended.reason();
        return new Attempt(Answer.refused(reason), Optional.empty(), false);
      }
    }
    for (ExportPart part : intent.parts()) {
      Exported exported = export(planned, intent, part, known);
      switch (exported.outcome()) {
        case DONE -> known.tasks.put(part, exported.task().orElseThrow());
        case TOO_SLOW -> {
          return tooSlow(planned, part, exported.reason());
        }
        case FAILED -> {
          return Attempt.failed(exported.reason(), part, false);
        }
      }
    }
    return readBack(planned, intent, known);
  }

  private Exported export(PlannedDay planned, Intent intent, ExportPart part, Known known)
      throws InterruptedException {
    ExportTask task = known.tasks.get(part);
    if (task != null) {
      return task.status() == ExportTask.Status.COMPLETED
          ? Exported.done(task)
          : exporter.follow(task.id());
    }
    notices.say(
        planned
            + ": exporting"
            + (intent.parts().size() > 1 ? " from " + part.from() + " to " + part.to() : ""));
    return exporter.export(request(planned, part), part.noted());
  }

  /** If it is not cut in two, nobody else ends the task, and the slot is other exports' too. */
  private Attempt tooSlow(PlannedDay planned, ExportPart part, String reason)
      throws InterruptedException {
    if (Halves.cut(part, planned.group().created()).isPresent()) {
      return Attempt.failed(reason, part, true);
    }
    Answer<Boolean> ended = exporter.cancel(request(planned, part), part.noted());
    String more = ended.given() ? "" : ", and cannot be ended: " + ended.reason();
    return Attempt.failed(
        reason + ", and from " + part.from() + " to " + part.to() + " is not cut in two" + more,
        part,
        true);
  }

  private Attempt readBack(PlannedDay planned, Intent intent, Known known)
      throws InterruptedException {
    notices.say(planned + ": reading back what was exported");
    List<Manifest.Task> tasks = new ArrayList<>();
    List<ObjectProof> objects = new ArrayList<>();
    Seams seams = new Seams(intent.parts().stream().map(ExportPart::from).toList());
    for (int i = intent.parts().size() - 1; i >= 0; i--) {
      ExportPart part = intent.parts().get(i);
      ExportTask task = known.tasks.get(part);
      Answer<List<StoredObject>> objectsOfTask = written.of(part, task.id());
      if (!objectsOfTask.given()) {
        return Attempt.failed(objectsOfTask.reason(), part, false);
      }
      Answer<Checker.Read> read = checker.check(intent, part, objectsOfTask.get(), seams);
      if (!read.given()) {
        return Attempt.failed(read.reason(), part, false);
      }
      objects.addAll(0, read.get().objects());
      tasks.add(
          0,
          new Manifest.Task(
              task.id(), task.name(), part.prefix(), part.from(), part.to(), read.get().copies()));
    }
    return new Attempt(
        Answer.of(new Copy(intent, tasks, objects, known.takenOver)), Optional.empty(), false);
  }

  private ExportRequest request(PlannedDay planned, ExportPart part) {
    // The service's texts disagree on whether "to" belongs to the window. If it does, the export
    // has the first instant of the next part or day as well, which readers leave to that one; if it
    // does not, nothing is lost.
    return ExportRequest.of(planned.group().name(), part, store.bucket());
  }
}
