package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The records of an adopted day. Whether two tasks have the same records can only be seen by
 * sorting them, so that the first record comes when the last object is read.
 */
final class AdoptedRecords extends Spliterators.AbstractSpliterator<ArchivedRecord>
    implements Closeable {
  private final DayRecords records;
  private final TimeOrder order;
  private final Optional<Predicate<ArchivedRecord>> wanted;
  private TimeOrder.Sorted sorted;
  private OncePerTask once;

  /**
   * Nothing is read yet.
   *
   * @param memoryBytes about how much memory the records may take; the rest goes to temporary files
   * @param wanted which records to pass on; empty means all
   */
  AdoptedRecords(DayRecords records, long memoryBytes, Optional<Predicate<ArchivedRecord>> wanted) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.records = records;
    this.order = new TimeOrder(memoryBytes);
    this.wanted = wanted;
  }

  @Override
  public boolean tryAdvance(Consumer<? super ArchivedRecord> action) {
    try {
      if (!advance()) {
        return false;
      }
      RecordCursor at = once.current();
      action.accept(
          new ArchivedRecord(
              new String(at.streamName(), UTF_8), Instant.ofEpochMilli(at.millis()), at.message()));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Passes on all records, in the order of time. */
  void forEach(TimeOrder.Sink sink) throws IOException {
    while (advance()) {
      sink.record(once.current());
    }
  }

  private boolean advance() throws IOException {
    if (once == null) {
      while (records.advance()) {
        RecordReader at = records.current();
        if (wanted.isEmpty() || wanted.get().test(at.record())) {
          order.add(records.task(), at.logStream(), at.millis(), at.message(), at.messageLength());
        }
      }
      sorted = order.sorted();
      once = new OncePerTask(sorted);
    }
    return once.advance();
  }

  @Override
  public void close() throws IOException {
    try (order;
        records) {
      if (sorted != null) {
        sorted.close();
      }
    }
  }
}
