package io.logstrata.archiver.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts any number of records into the order of time, in bounded memory: sorted runs go to temporary
 * files and are merged. Records of one instant are ordered by stream and message, so that the
 * result does not depend on the order they came in.
 */
public final class TimeOrder implements Closeable {
  private static final Comparator<ArchivedRecord> ORDER =
      Comparator.comparing(ArchivedRecord::timestamp)
          .thenComparing(ArchivedRecord::logStream)
          .thenComparing(ArchivedRecord::message);

  /**
   * Two bytes a character and the object's own overhead: half of this is a safe guess at its size
   * in memory.
   */
  private static final int RECORD_OVERHEAD = 100;

  private final long runBytes;
  private final List<ArchivedRecord> run = new ArrayList<>();
  private long bytes;
  private final List<Path> files = new ArrayList<>();

  /**
   * Begins with nothing.
   *
   * @param runBytes how much memory the records may take before they go to a file, at least 1
   */
  public TimeOrder(long runBytes) {
    if (runBytes < 1) {
      throw new IllegalArgumentException("runBytes is " + runBytes + ": give 1 or more");
    }
    this.runBytes = runBytes;
  }

  public void add(ArchivedRecord next) throws IOException {
    run.add(next);
    bytes += RECORD_OVERHEAD + 2L * next.message().length();
    if (bytes >= runBytes) {
      spill();
    }
  }

  private void spill() throws IOException {
    run.sort(ORDER);
    Path file = Files.createTempFile("logstrata-", ".run");
    files.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (ArchivedRecord each : run) {
        out.writeLong(each.timestamp().toEpochMilli());
        writeText(out, each.logStream());
        writeText(out, each.message());
      }
    }
    run.clear();
    bytes = 0;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /** Passes on all records, in order. Call it once. */
  public void forEach(Consumer<ArchivedRecord> action) throws IOException {
    run.sort(ORDER);
    PriorityQueue<Source> sources =
        new PriorityQueue<>((one, other) -> ORDER.compare(one.head, other.head));
    try {
      Source memory = new Source(run.iterator(), () -> {});
      if (memory.advance()) {
        sources.add(memory);
      }
      for (Path file : files) {
        Source source = open(file);
        if (source.advance()) {
          sources.add(source);
        }
      }
      while (!sources.isEmpty()) {
        Source least = sources.remove();
        action.accept(least.head);
        if (least.advance()) {
          sources.add(least);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      for (Source source : sources) {
        source.close();
      }
    }
  }

  private static Source open(Path file) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    return new Source(new RunFile(in), in);
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** A sorted run and the record it is at. */
  private static final class Source implements Closeable {
    private final Iterator<ArchivedRecord> records;
    private final Closeable file;
    private ArchivedRecord head;

    Source(Iterator<ArchivedRecord> records, Closeable file) {
      this.records = records;
      this.file = file;
    }

    boolean advance() throws IOException {
      if (records.hasNext()) {
        head = records.next();
        return true;
      }
      close();
      return false;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static final class RunFile implements Iterator<ArchivedRecord> {
    private final DataInputStream in;
    private ArchivedRecord next;
    private boolean ended;

    RunFile(DataInputStream in) {
      this.in = in;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          next = read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        ended = next == null;
      }
      return next != null;
    }

    private ArchivedRecord read() throws IOException {
      long millis;
      try {
        millis = in.readLong();
      } catch (EOFException e) {
        return null;
      }
      String stream = readText();
      return new ArchivedRecord(stream, Instant.ofEpochMilli(millis), readText());
    }

    private String readText() throws IOException {
      return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public ArchivedRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ArchivedRecord result = next;
      next = null;
      return result;
    }
  }
}
