package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an older archive has of a day, by the tasks that wrote it.
 *
 * @param prefix what the keys begin with, without a slash at its end
 * @param tasks the objects of each task, by its id
 * @param misfits keys that no export writes so
 */
record OldFolder(String prefix, SortedMap<String, List<StoredObject>> tasks, List<String> misfits) {
  /** Lists the folder; nothing is read. */
  static OldFolder list(ArchiveBucket bucket, String prefix) throws IOException {
    SortedMap<String, List<StoredObject>> tasks = new TreeMap<>();
    List<String> misfits = new ArrayList<>();
    // The slash keeps the objects of the tenth out of the first of the month.
    for (StoredObject object : bucket.list(prefix + "/")) {
      String[] path = object.key().substring(prefix.length() + 1).split("/", -1);
      if (isFolderMark(object) || Layout.isWriteTest(object)) {
        continue;
      }
      // Task, stream, file: slashes in a stream's name are hyphens.
      if (path.length == 3) {
        tasks.computeIfAbsent(path[0], any -> new ArrayList<>()).add(object);
      } else {
        misfits.add(object.key());
      }
    }
    return new OldFolder(prefix, tasks, misfits);
  }

  /** What S3's console writes for an empty folder. */
  private static boolean isFolderMark(StoredObject object) {
    return object.key().endsWith("/") && object.size() == 0;
  }

  boolean isEmpty() {
    return tasks.isEmpty() && misfits.isEmpty();
  }

  /** Why the folder cannot be what exports left, as far as a listing shows, with a remedy. */
  Optional<String> fault() {
    if (!misfits.isEmpty()) {
      return Optional.of(
          misfits.get(0)
              + " is no object of an export, which lies in folders of its task and its stream: move"
              + " it out of the day's folder");
    }
    return tasks.values().stream()
        .flatMap(List::stream)
        .filter(object -> object.size() == 0)
        .findFirst()
        .map(object -> object.key() + " is empty: put the whole object in its place, or move it");
  }

  @Override
  public String toString() {
    List<StoredObject> all = tasks.values().stream().flatMap(List::stream).toList();
    return "tasks="
        + tasks.size()
        + " objects="
        + all.size()
        + " bytes="
        + all.stream().mapToLong(StoredObject::size).sum();
  }
}
