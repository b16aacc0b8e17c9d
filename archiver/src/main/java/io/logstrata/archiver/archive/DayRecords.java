package io.logstrata.archiver.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
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
  /** An object, and the manifest that lists it. */
  record Part(Manifest manifest, ObjectProof object) {
    boolean repeats(ArchivedRecord next, Seams seams) {
      return manifest.tasks().size() > 1
          && manifest.tasks().stream()
              .filter(task -> task.wrote(object))
              .anyMatch(task -> seams.isCopy(next, task.from(), task.to()));
    }
  }

  private final ObjectReader reader;
  private final Manifest own;
  private final Iterator<Part> parts;
  private final Seams seams;
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
    this.parts = parts.iterator();
  }

  @Override
  public boolean tryAdvance(Consumer<? super ArchivedRecord> action) {
    try {
      ArchivedRecord next = next();
      if (next == null) {
        return false;
      }
      action.accept(next);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(part.object().key() + ": " + e.getMessage(), e);
    }
  }

  private ArchivedRecord next() throws IOException {
    while (true) {
      if (open == null) {
        if (!parts.hasNext()) {
          return null;
        }
        part = parts.next();
        open = reader.records(part.object(), part.manifest().window());
      }
      ArchivedRecord next = open.next();
      if (next == null) {
        close();
      } else if (isOfTheDay(next)) {
        return next;
      }
    }
  }

  private boolean isOfTheDay(ArchivedRecord next) {
    Instant timestamp = next.timestamp();
    if (!own.window().contains(timestamp)) {
      return false;
    }
    boolean first = timestamp.equals(own.window().from());
    if (part.manifest().day().equals(own.day())) {
      if (part.repeats(next, seams)) {
        return false;
      }
      if (first) {
        ofFirstInstant.merge(next, 1, Integer::sum);
      }
      return true;
    }
    // A neighbour's records inside its own window are that day's, even if the windows should
    // overlap.
    if (part.manifest().window().contains(timestamp)) {
      return false;
    }
    return !(first && wasPassedOn(next));
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
