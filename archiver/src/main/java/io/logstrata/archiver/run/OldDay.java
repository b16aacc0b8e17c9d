package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.DayWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what an older archive has of a day, to its end, and says so in a manifest. */
final class OldDay {
  /** Further back no record of an export is, whichever time its window means. */
  private static final Duration OLDEST = Duration.ofDays(14);

  private static final String REMEDY =
      "the day stays as it is. Put a whole copy of the object in its place if you have one, or move"
          + " it out of the day's folder if you can do without it, and adopt the day again";

  private final Checker checker;
  private final Pace pace;
  private final Notices notices;
  private final String createdBy;

  OldDay(Checker checker, Pace pace, Notices notices, String createdBy) {
    this.checker = checker;
    this.pace = pace;
    this.notices = notices;
    this.createdBy = createdBy;
  }

  /** The day's first manifest, or why there can be none. Nothing is written. */
  Answer<Manifest> read(String group, DayWindow day, DayTemplate layout, OldFolder folder)
      throws InterruptedException {
    Instant now = pace.now();
    // Nobody noted the windows: a record may be of any time up to now.
    ExportWindow window =
        new ExportWindow(day.from(), day.to(), now.isAfter(day.to()) ? now : day.to(), day.zone());
    List<ObjectProof> objects = new ArrayList<>();
    List<Manifest.Task> tasks = new ArrayList<>();
    for (var task : folder.tasks().entrySet()) {
      List<ObjectProof> ofTask = new ArrayList<>();
      for (StoredObject object : task.getValue()) {
        Answer<ObjectProof> proof = checker.prove(object, window);
        if (!proof.given()) {
          return proof.verdict() == Answer.Verdict.REFUSED
              ? Answer.refused(proof.reason() + "; " + REMEDY)
              : proof.withoutValue();
        }
        if (isOfAnotherTime(proof.get(), window)) {
          return Answer.refused(
              object.key()
                  + " begins with a record of "
                  + proof.get().first().get()
                  + ": it lies in the folder of another day than its own, move it to that one");
        }
        ofTask.add(proof.get());
      }
      objects.addAll(ofTask);
      task(task.getKey(), folder.prefix(), ofTask).ifPresent(tasks::add);
    }
    tasks.sort(Comparator.comparing(Manifest.Task::from).thenComparing(Manifest.Task::id));
    Manifest manifest =
        new Manifest(
            group,
            day.day(),
            1,
            false,
            window,
            layout.text(),
            folder.prefix(),
            tasks,
            objects,
            Optional.empty(),
            Manifest.Verdict.ADOPTED,
            pace.now(),
            createdBy);
    sayWhatIsFarAway(manifest);
    return Answer.of(manifest);
  }

  private static boolean isOfAnotherTime(ObjectProof proof, ExportWindow window) {
    return proof.first().isPresent() && proof.first().get().isBefore(window.from().minus(OLDEST));
  }

  /** A task without a record shows nothing of its window; its objects are listed all the same. */
  private static Optional<Manifest.Task> task(String id, String prefix, List<ObjectProof> objects) {
    Optional<Instant> first =
        objects.stream().flatMap(each -> each.first().stream()).min(Comparator.naturalOrder());
    Optional<Instant> last =
        objects.stream().flatMap(each -> each.last().stream()).max(Comparator.naturalOrder());
    return first.map(
        from -> new Manifest.Task(id, "", prefix + "/" + id, from, last.orElse(from), 0));
  }

  private void sayWhatIsFarAway(Manifest manifest) {
    manifest.objects().stream()
        .flatMap(object -> object.outside().keySet().stream())
        .filter(other -> isFar(other, manifest.day()))
        .findFirst()
        .ifPresent(
            other ->
                notices.say(
                    manifest.group()
                        + " "
                        + manifest.day()
                        + ": records of "
                        + other
                        + " lie in the day's folder: cat does not look for them so far away"));
  }

  private static boolean isFar(LocalDate other, LocalDate day) {
    return Math.abs(ChronoUnit.DAYS.between(day, other)) > Archive.DAYS_AWAY;
  }
}
