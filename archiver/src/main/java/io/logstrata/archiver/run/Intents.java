package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.IntentJson;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.PlannedDay;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
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

  /** Notes the next attempt, or returns empty when another run has just done so. */
  Optional<Intent> note(PlannedDay planned, int generation, int attempt, Instant now)
      throws IOException {
    String group = planned.group().name();
    ExportWindow window =
        new ExportWindow(planned.window().from(), planned.window().to(), planned.window().zone());
    String dayFolder = layout.dayFolder(group, planned.window().day());
    List<String> before = keys(dayFolder);
    String prefix = dayFolder;
    boolean dayFolderIsFree =
        generation == 1 && before.stream().allMatch(key -> key.endsWith("/aws-logs-write-test"));
    if (!dayFolderIsFree) {
      prefix = layout.laterFolder(group, planned.window().day(), generation, attempt);
      before = keys(prefix);
    }
    Intent intent =
        new Intent(
            UUID.randomUUID().toString(),
            now,
            group,
            planned.window().day(),
            generation,
            attempt,
            planned.provisional(),
            window,
            layout.days().text(),
            prefix,
            createdBy,
            before);
    String key = layout.intentKey(group, planned.window().day(), generation, attempt);
    return store.putIfAbsent(key, IntentJson.write(intent))
        ? Optional.of(intent)
        : Optional.empty();
  }

  private List<String> keys(String folder) throws IOException {
    return store.list(folder + "/").stream().map(StoredObject::key).toList();
  }
}
