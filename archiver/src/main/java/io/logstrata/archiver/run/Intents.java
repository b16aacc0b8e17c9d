package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ExportPart;
import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.IntentJson;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.PlannedDay;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The notes that a run leaves before it asks for an export. */
final class Intents {
  private final ArchiveStore store;
  private final Layout layout;
  private final String createdBy;

  Intents(ArchiveStore store, Layout layout, String createdBy) {
    this.store = store;
    this.layout = layout;
    this.createdBy = createdBy;
  }

  /** The newest intent for a generation, left by this or an earlier run. */
  Optional<Intent> newest(PlannedDay planned, int generation) throws IOException {
    String prefix = layout.intentPrefix(planned.group().name(), planned.window().day(), generation);
    Optional<StoredObject> newest =
        store.list(prefix).stream()
            // Among keys of one prefix, the longer number is the greater one.
            .max(
                Comparator.<StoredObject>comparingInt(object -> object.key().length())
                    .thenComparing(StoredObject::key));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    String key = newest.get().key();
    try (InputStream text = store.open(key)) {
      return Optional.of(IntentJson.read(key, text.readAllBytes()));
    }
  }

  /**
   * A stretch of time that is to be exported.
   *
   * @param kept the part of an earlier attempt that does so already
   */
  record Stretch(Instant from, Instant to, Optional<ExportPart> kept) {
    static Stretch anew(Instant from, Instant to) {
      return new Stretch(from, to, Optional.empty());
    }

    static Stretch anew(ExportPart part) {
      return anew(part.from(), part.to());
    }

    static Stretch kept(ExportPart part) {
      return new Stretch(part.from(), part.to(), Optional.of(part));
    }
  }

  /** What the export of a whole day is asked for. */
  static Stretch whole(PlannedDay planned) {
    return Stretch.anew(planned.window().from(), window(planned).exportedTo());
  }

  /**
   * Notes the next attempt, or returns empty when another run has just done so.
   *
   * @param stretches in the order of time, without gaps
   * @param abandoned a part that some of the stretches replace, and whose task is to be ended
   */
  Optional<Intent> note(
      PlannedDay planned,
      int generation,
      int attempt,
      List<Stretch> stretches,
      Optional<ExportPart> abandoned,
      Instant now)
      throws IOException {
    String group = planned.group().name();
    LocalDate day = planned.window().day();
    String id = UUID.randomUUID().toString();
    List<ExportPart> parts = new ArrayList<>();
    for (Stretch stretch : stretches) {
      if (stretch.kept().isPresent()) {
        parts.add(stretch.kept().get());
        continue;
      }
      String place = day + "." + generation + "." + attempt;
      String prefix = folder(planned, generation, attempt);
      if (stretches.size() > 1) {
        place = place + "." + (parts.size() + 1);
        prefix = layout.laterFolder(group, day, generation, attempt) + "." + (parts.size() + 1);
      }
      parts.add(
          new ExportPart(
              Intent.taskName(place, id, group),
              now,
              stretch.from(),
              stretch.to(),
              prefix,
              keys(prefix)));
    }
    Intent intent =
        new Intent(
            group,
            day,
            generation,
            attempt,
            planned.provisional(),
            window(planned),
            layout.days().text(),
            createdBy,
            parts,
            abandoned);
    String key = layout.intentKey(group, day, generation, attempt);
    return store.putIfAbsent(key, IntentJson.write(intent))
        ? Optional.of(intent)
        : Optional.empty();
  }

  /** The day's own folder if nothing is in it, else one apart. */
  private String folder(PlannedDay planned, int generation, int attempt) throws IOException {
    String group = planned.group().name();
    LocalDate day = planned.window().day();
    String dayFolder = layout.dayFolder(group, day);
    boolean dayFolderIsFree =
        generation == 1
            && keys(dayFolder).stream().allMatch(key -> key.endsWith("/aws-logs-write-test"));
    return dayFolderIsFree ? dayFolder : layout.laterFolder(group, day, generation, attempt);
  }

  /** The service refuses an export that ends before the group's creation. */
  static ExportWindow window(PlannedDay planned) {
    DayWindow day = planned.window();
    Instant exportedTo = planned.isBeforeCreation() ? planned.group().created() : day.to();
    return new ExportWindow(day.from(), day.to(), exportedTo, day.zone());
  }

  private List<String> keys(String folder) throws IOException {
    return store.list(folder + "/").stream().map(StoredObject::key).toList();
  }
}
