package io.logstrata.archiver.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts any number of records into the order of time, in bounded memory: sorted runs go to temporary
 * files and are merged. Records of one instant are ordered by stream and message, so that the
 * result does not depend on the order they came in. While one run is sorted and written, the next
 * is filled.
 */
final class TimeOrder implements Closeable {
  /** Is given each record in turn, and must not keep it. */
  interface Sink {
    void record(RecordCursor record) throws IOException;
  }

  private final StreamNames streams = new StreamNames();
  private RecordRun filling;
  private RecordRun other;
  private Future<?> spilling;
  private final List<Path> files = new ArrayList<>();
  private final ExecutorService spiller =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "logstrata-sort");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins with nothing.
   *
   * @param memoryBytes about how much memory the records may take, at least 1
   */
  TimeOrder(long memoryBytes) {
    if (memoryBytes < 1) {
      throw new IllegalArgumentException("memoryBytes is " + memoryBytes + ": give 1 or more");
    }
    filling = new RecordRun(memoryBytes / 2, streams);
    other = new RecordRun(memoryBytes / 2, streams);
  }

  void add(String stream, long millis, byte[] message, int length) throws IOException {
    add(0, stream, millis, message, length);
  }

  /**
   * Takes a record.
   *
   * @param task which one has it, so that {@link OncePerTask} can tell equal records apart
   */
  void add(int task, String stream, long millis, byte[] message, int length) throws IOException {
    int number = streams.number(task, stream);
    if (!filling.add(number, millis, message, length)) {
      spill();
      if (!filling.add(number, millis, message, length)) {
        throw new IllegalStateException("an empty run takes any record");
      }
    }
  }

  private void spill() throws IOException {
    await();
    RecordRun full = filling;
    filling = other;
    other = full;
    Path file = Files.createTempFile("logstrata-", ".run");
    files.add(file);
    spilling =
        spiller.submit(
            () -> {
              full.sort();
              full.write(file);
              full.clear();
              return null;
            });
  }

  private void await() throws IOException {
    if (spilling == null) {
      return;
    }
    try {
      spilling.get();
      spilling = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while sorting");
    } catch (ExecutionException e) {
      throw new IOException(
          "sorting in "
              + System.getProperty("java.io.tmpdir")
              + " failed: "
              + e.getCause().getMessage(),
          e.getCause());
    }
  }

  /** Passes on all records, in order. Call it once. */
  void forEach(Sink sink) throws IOException {
    try (Sorted sorted = sorted()) {
      while (sorted.advance()) {
        sink.record(sorted.current());
      }
    }
  }

  /** All records, in order, to be closed by the caller. Call it once, after the last record. */
  Sorted sorted() throws IOException {
    await();
    filling.sort();
    Sorted sorted = new Sorted();
    try {
      sorted.open();
    } catch (IOException e) {
      sorted.close();
      throw e;
    }
    return sorted;
  }

  @Override
  public void close() throws IOException {
    spiller.shutdownNow();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Walks all records in order. */
  final class Sorted implements Closeable {
    private final PriorityQueue<RecordCursor> others = new PriorityQueue<>();
    private RecordCursor least;
    private RecordCursor second;

    private void open() throws IOException {
      addUnlessEmpty(filling.records());
      for (Path file : files) {
        addUnlessEmpty(new RunFile(file, streams));
      }
    }

    private void addUnlessEmpty(RecordCursor source) throws IOException {
      if (source.advance()) {
        others.add(source);
      } else {
        source.close();
      }
    }

    /** Goes to the next record, the first one at first; false after the last. */
    boolean advance() throws IOException {
      if (least != null) {
        if (!least.advance()) {
          least.close();
          least = null;
        } else if (second == null || least.compareTo(second) <= 0) {
          // Runs of a log that was almost in order overlap little: as a rule the least stays the
          // least.
          return true;
        } else {
          others.add(least);
        }
      }
      least = others.poll();
      second = others.peek();
      return least != null;
    }

    /** The record that {@link #advance} went to, until the next call. */
    RecordCursor current() {
      return least;
    }

    @Override
    public void close() throws IOException {
      if (least != null) {
        least.close();
        least = null;
      }
      for (RecordCursor source : others) {
        source.close();
      }
      others.clear();
    }
  }
}
