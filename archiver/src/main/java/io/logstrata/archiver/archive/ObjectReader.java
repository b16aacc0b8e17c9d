package io.logstrata.archiver.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads exported objects of a bucket: to prove them, or for their records. */
public final class ObjectReader {
  private final ArchiveBucket bucket;

  public ObjectReader(ArchiveBucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Reads the object to its end.
   *
   * @throws DamagedObjectException when the object is not what an export writes, or not as long as
   *     the listing says
   * @throws IOException when it cannot be read now
   */
  public ObjectProof prove(StoredObject object, ExportWindow window) throws IOException {
    return prove(object, window, any -> {});
  }

  /**
   * Reads the object to its end.
   *
   * @param each is given each record
   * @throws DamagedObjectException when the object is not what an export writes, or not as long as
   *     the listing says
   * @throws IOException when it cannot be read now
   */
  public ObjectProof prove(StoredObject object, ExportWindow window, Consumer<ArchivedRecord> each)
      throws IOException {
    try (Measured stored = new Measured(bucket.open(object.key()));
        RecordReader reader = RecordReader.over(logStream(object.key()), window, stored)) {
      Tally tally = new Tally(window);
      for (ArchivedRecord next = reader.next(); next != null; next = reader.next()) {
        tally.add(next.timestamp());
        each.accept(next);
      }
      if (stored.size != object.size()) {
        throw new IOException(
            "read " + stored.size + " of the " + object.size() + " bytes of " + object.key());
      }
      return new ObjectProof(
          object.key(),
          stored.size,
          object.etag(),
          stored.sha256(),
          logStream(object.key()),
          reader.count(),
          Optional.ofNullable(tally.first),
          Optional.ofNullable(tally.last),
          tally.outside);
    }
  }

  RecordReader records(ObjectProof object, ExportWindow window) throws IOException {
    return RecordReader.over(object.logStream(), window, bucket.open(object.key()));
  }

  /** The folder that the object lies in. */
  private static String logStream(String key) {
    int end = key.lastIndexOf('/');
    return end < 0 ? "" : key.substring(key.lastIndexOf('/', end - 1) + 1, end);
  }

  private static final class Tally {
    private final ExportWindow window;
    private Instant first;
    private Instant last;
    private final SortedMap<LocalDate, Long> outside = new TreeMap<>();

    Tally(ExportWindow window) {
      this.window = window;
    }

    void add(Instant timestamp) {
      if (first == null || timestamp.isBefore(first)) {
        first = timestamp;
      }
      if (last == null || timestamp.isAfter(last)) {
        last = timestamp;
      }
      if (!window.contains(timestamp)) {
        outside.merge(window.dayOf(timestamp), 1L, Long::sum);
      }
    }
  }

  /** Counts and digests what passes. */
  private static final class Measured extends FilterInputStream {
    private final MessageDigest digest;
    private long size;

    Measured(InputStream in) {
      super(in);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      if (value >= 0) {
        digest.update((byte) value);
        size++;
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count > 0) {
        digest.update(target, offset, count);
        size += count;
      }
      return count;
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
