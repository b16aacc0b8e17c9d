package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.ExportPart;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the objects that an export wrote. The service puts them into a folder named after the task,
 * beside a probe of its own; emulators have other names for the folder. Another system may write
 * into the day's folder at the same time, and what is its own must not be counted in.
 */
final class ExportedObjects {
  private final LogSource source;
  private final ArchiveBucket bucket;
  private final Layout layout;
  private final Notices notices;

  ExportedObjects(LogSource source, ArchiveBucket bucket, Layout layout, Notices notices) {
    this.source = source;
    this.bucket = bucket;
    this.layout = layout;
    this.notices = notices;
  }

  /** The task's objects; refused when it cannot be told which they are. */
  Answer<List<StoredObject>> of(ExportPart part, String taskId) throws InterruptedException {
    try {
      // The slash keeps the objects of the tenth out of the first of the month.
      List<StoredObject> all = bucket.list(part.prefix() + "/");
      Set<String> before = new HashSet<>(part.before());
      List<StoredObject> fresh =
          all.stream()
              .filter(object -> !before.contains(object.key()))
              .filter(object -> !Layout.isWriteTest(object))
              .toList();
      String ownFolder = part.prefix() + "/" + taskId + "/";
      List<StoredObject> own =
          fresh.stream().filter(object -> object.key().startsWith(ownFolder)).toList();
      if (!own.isEmpty() || fresh.isEmpty()) {
        return Answer.of(own);
      }
      return ofNoTask(part, fresh, all.stream().anyMatch(Layout::isWriteTest));
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  /**
   * What may be the task's, though it does not lie in its folder.
   *
   * @param probed whether the service's probe is there: then it names folders after tasks
   */
  private Answer<List<StoredObject>> ofNoTask(
      ExportPart part, List<StoredObject> fresh, boolean probed) throws InterruptedException {
    Answer<List<ExportTask>> tasks = source.tasks();
    if (!tasks.given()) {
      return tasks.withoutValue();
    }
    Set<String> others = tasks.get().stream().map(ExportTask::id).collect(Collectors.toSet());
    List<StoredObject> possible = new ArrayList<>();
    for (StoredObject object : fresh) {
      Optional<String> folder = folder(part, object);
      if (folder.isPresent() && !others.contains(folder.get())) {
        possible.add(object);
      } else {
        notices.say(object.key() + " is not of this export, and is left out");
      }
    }
    // That the service names folders after tasks is in no reference. Where no other system writes,
    // nothing depends on it: else a day might be exported every night and never be archived.
    if (probed && !possible.isEmpty() && !layout.isApart(part.prefix())) {
      return Answer.refused(
          possible.get(0).key()
              + " appeared during the export, in the folder of no task that the service knows: "
              + remedy());
    }
    return twice(part, possible)
        .<Answer<List<StoredObject>>>map(Answer::refused)
        .orElseGet(() -> Answer.of(possible));
  }

  /** The first folder of an object that an export may have written: task, stream, file. */
  private static Optional<String> folder(ExportPart part, StoredObject object) {
    String[] path = object.key().substring(part.prefix().length() + 1).split("/", -1);
    return path.length == 3 && path[2].endsWith(".gz") ? Optional.of(path[0]) : Optional.empty();
  }

  /** Why the objects cannot all be of one task, which writes each file of a stream once. */
  private static Optional<String> twice(ExportPart part, List<StoredObject> possible) {
    Map<String, String> seen = new HashMap<>();
    for (StoredObject object : possible) {
      int folder = object.key().indexOf('/', part.prefix().length() + 1);
      String other = seen.put(object.key().substring(folder), object.key());
      if (other != null) {
        return Optional.of(
            other
                + " and "
                + object.key()
                + " appeared during the export, and are not of one task: "
                + remedy());
      }
    }
    return Optional.empty();
  }

  private static String remedy() {
    return "if another system writes there, let it end or give another logFolderName; the next run"
        + " exports the day into a folder of its own";
  }
}
