package io.logstrata.archiver.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** Walks the objects of a day and passes on the records that are the day's. */
final class DayRecords extends Spliterators.AbstractSpliterator<ArchivedRecord>
    implements Closeable {
  /**
   * An object, and the manifest that lists it.
   *
   * @param task a number of the task that wrote it, among the day's parts
   */
  record Part(Manifest manifest, ObjectProof object, int task) {
    boolean repeats(ArchivedRecord next, Seams seams) {
      return manifest.tasks().stream()
          .filter(task -> task.wrote(object))
          .anyMatch(task -> seams.isCopy(next, task.from(), task.to()));
    }
  }

  private final ObjectReader reader;
  private final Manifest own;
  private final long from;
  private final long to;
  private final Iterator<Part> parts;
  private final Seams seams;
  private final boolean severalTasks;
  private Part part;
  private RecordReader open;

  /**
   * The own records of the day's first instant. An export that includes the last instant of its
   * window has them as well, and they are then the same records, not more of them.
   */
  private final Map<ArchivedRecord, Integer> ofFirstInstant = new HashMap<>();

  DayRecords(ObjectReader reader, Manifest own, List<Part> parts) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.reader = reader;
    this.own = own;
    this.seams = new Seams(own.tasks().stream().map(Manifest.Task::from).toList());
    this.severalTasks = own.tasks().size() > 1;
    this.from = own.window().from().toEpochMilli();
    this.to = own.window().to().toEpochMilli();
    this.parts = parts.iterator();
  }

  @Override
  public boolean tryAdvance(Consumer<? super ArchivedRecord> action) {
    try {
      if (!advance()) {
        return false;
      }
      action.accept(open.record());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Goes to the next record of the day, which is then the {@link #current} one; false after the
   * last.
   *
   * @throws IOException when an object cannot be read or is damaged; the message names it
   */
  boolean advance() throws IOException {
    try {
      while (open != null || parts.hasNext()) {
        if (open == null) {
          part = parts.next();
          open = reader.records(part.object(), part.manifest().window());
        }
        if (!open.advance()) {
          close();
        } else if (isOfTheDay(open.millis())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IOException(part.object().key() + ": " + e.getMessage(), e);
    }
  }

  /** Which task the record is from. */
  int task() {
    return part.task();
  }

  /** The reader that stands at the record. */
  RecordReader current() {
    return open;
  }

  private boolean isOfTheDay(long timestamp) {
    if (timestamp < from || timestamp >= to) {
      return false;
    }
    if (own.isAdopted()) {
      // What is there twice is found by comparing the tasks.
      return true;
    }
    boolean first = timestamp == from;
    if (part.manifest().day().equals(own.day())) {
      // Few days have several tasks, and the others' records need no objects.
      if (severalTasks && part.repeats(open.record(), seams)) {
        return false;
      }
      if (first) {
        ofFirstInstant.merge(open.record(), 1, Integer::sum);
      }
      return true;
    }
    // A neighbour's records inside its own window are that day's, even if the windows should
    // overlap.
    if (part.manifest().window().contains(timestamp)) {
      return false;
    }
    return !(first && wasPassedOn(open.record()));
  }

  private boolean wasPassedOn(ArchivedRecord next) {
    Integer left = ofFirstInstant.computeIfPresent(next, (same, count) -> count - 1);
    return left != null && left >= 0;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
