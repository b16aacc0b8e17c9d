package io.logstrata.archiver.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One archived day of one group. */
public final class ArchivedDay {
  /** What an adopted day's records may take in memory when nobody says how much. */
  private static final long SORT_BYTES = 64L << 20;

  private final ObjectReader reader;
  private final Manifest manifest;
  private final List<Manifest> neighbours;
  private final long noRecords;

  /**
   * A day as these manifests have it.
   *
   * @param neighbours other days' manifests whose objects may have records of the day
   * @param noRecords how many lines of the day look like a record and are known to be none
   */
  ArchivedDay(ArchiveBucket bucket, Manifest manifest, List<Manifest> neighbours, long noRecords) {
    this.reader = new ObjectReader(bucket);
    this.manifest = manifest;
    this.neighbours = List.copyOf(neighbours);
    this.noRecords = noRecords;
  }

  /** The manifest of the newest generation. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * How many records the day has, by the manifests alone. A neighbour's records of this day are in
   * the upper bound, and not in the lower. Doubtful lines that the service's count has shown to be
   * no records are in neither, though readers show them: a service that holds more than the upper
   * bound has events that the archive lacks.
   */
  public RecordCount count() {
    long elsewhere =
        neighbours.stream()
            .flatMap(neighbour -> neighbour.objects().stream())
            .filter(object -> !holdsCopies(object))
            .mapToLong(object -> object.outside().getOrDefault(manifest.day(), 0L))
            .sum();
    RecordCount own = manifest.recordsOfTheDay();
    long atMost = Math.max(0, own.atMost() - noRecords) + elsewhere;
    return new RecordCount(Math.min(own.atLeast(), atMost), atMost);
  }

  /**
   * An export that includes the last instant of its window has this day's first instant as well. It
   * must not be counted twice: that would hide as many events that come late.
   */
  private boolean holdsCopies(ObjectProof neighbour) {
    Optional<Instant> from = Optional.of(manifest.window().from());
    return neighbour.last().equals(from)
        && manifest.objects().stream()
            .filter(own -> own.logStream().equals(neighbour.logStream()))
            .anyMatch(own -> own.first().equals(from));
  }

  /**
   * The day's records, each once and none of another day, in the order of the objects, which is not
   * that of time. Memory is needed for one record at a time; an adopted day is sorted before, in
   * temporary files when it is large. The stream is to be closed; it throws {@link
   * UncheckedIOException} when an object cannot be read or is damaged.
   */
  public Stream<ArchivedRecord> records() {
    if (manifest.isAdopted()) {
      AdoptedRecords adopted = new AdoptedRecords(dayRecords(), SORT_BYTES, Optional.empty());
      return closing(adopted, adopted);
    }
    DayRecords records = dayRecords();
    return closing(records, records);
  }

  private static Stream<ArchivedRecord> closing(
      Spliterator<ArchivedRecord> records, Closeable closed) {
    return StreamSupport.stream(records, false)
        .onClose(
            () -> {
              try {
                closed.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * Writes the day's records in the order of time, each as a line of timestamp, stream and message
   * with blanks between; a message of several lines goes on as it is, and bytes that are no UTF-8
   * stay what they were. What does not fit into memory goes to temporary files meanwhile.
   *
   * @param out buffered; it is neither flushed nor closed
   * @param memoryBytes about how much memory the records may take, at least 1
   * @param wanted which records to write; empty means all
   * @throws IOException when an object cannot be read or is damaged, when there is no room for
   *     temporary files, or when {@code out} cannot be written to
   */
  public void print(OutputStream out, long memoryBytes, Optional<Predicate<ArchivedRecord>> wanted)
      throws IOException {
    if (manifest.isAdopted()) {
      try (AdoptedRecords adopted = new AdoptedRecords(dayRecords(), memoryBytes, wanted)) {
        adopted.forEach(new RecordPrinter(out));
      }
      return;
    }
    try (TimeOrder order = new TimeOrder(memoryBytes);
        DayRecords records = dayRecords()) {
      while (records.advance()) {
        RecordReader at = records.current();
        // Most readers want all, and need no objects then.
        if (wanted.isEmpty() || wanted.get().test(at.record())) {
          order.add(at.logStream(), at.millis(), at.message(), at.messageLength());
        }
      }
      order.forEach(new RecordPrinter(out));
    }
  }

  private DayRecords dayRecords() {
    List<DayRecords.Part> parts = new ArrayList<>();
    Map<String, Integer> tasks = new HashMap<>();
    manifest.objects().forEach(object -> parts.add(part(manifest, object, tasks)));
    // From the last task to the first, as the seams between them want it.
    Collections.reverse(parts);
    for (Manifest neighbour : neighbours) {
      neighbour.objects().stream()
          .filter(object -> object.outside().containsKey(manifest.day()))
          .forEach(object -> parts.add(part(neighbour, object, tasks)));
    }
    return new DayRecords(reader, manifest, parts);
  }

  private static DayRecords.Part part(Manifest of, ObjectProof object, Map<String, Integer> tasks) {
    int next = tasks.size();
    return new DayRecords.Part(of, object, tasks.computeIfAbsent(of.taskOf(object), any -> next));
  }
}
