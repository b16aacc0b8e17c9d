package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.GroupNotes;
import io.logstrata.archiver.plan.LogGroup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the archive's listings say of many groups, asked for some at a time. */
public final class Listings {
  /** Far below what S3 takes from one client, and most of a listing's time is waiting. */
  static final int AT_ONCE = 8;

  private final Archive archive;

  /** Nothing is listed yet. */
  public Listings(Archive archive) {
    this.archive = requireNonNull(archive, "archive");
  }

  /**
   * The notes of each group, by its name: one listing a group.
   *
   * @throws IOException when the bucket cannot be read; what is not asked for by then is left
   */
  public Map<String, GroupNotes> notes(List<LogGroup> groups)
      throws IOException, InterruptedException {
    Map<String, GroupNotes> notes = new HashMap<>();
    if (groups.size() == 1) {
      notes.put(groups.get(0).name(), notes(groups.get(0)));
      return notes;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "logstrata-listing");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<GroupNotes>> asked = new ArrayList<>();
      for (LogGroup group : groups) {
        asked.add(threads.submit(() -> notes(group)));
      }
      for (int i = 0; i < asked.size(); i++) {
        notes.put(groups.get(i).name(), asked.get(i).get());
      }
      return notes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("a listing ended in a way that is no answer", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private GroupNotes notes(LogGroup group) throws IOException {
    try {
      return archive.notes(group.name());
    } catch (FileNotFoundException e) {
      // No bucket yet: nothing is archived, and every day is due.
      return GroupNotes.NONE;
    }
  }
}
