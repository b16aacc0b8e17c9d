package io.logstrata.archiver.archive;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading one exported object to its end has shown.
 *
 * @param size in bytes, as stored
 * @param sha256 of the stored bytes, in lower-case hexadecimal digits
 * @param logStream as the export spells it
 * @param outside records that carry a timestamp outside the export's window, by the day they belong
 *     to: they are there when the service takes a window for the time of ingestion, or includes its
 *     last instant
 */
public record ObjectProof(
    String key,
    long size,
    String etag,
    String sha256,
    String logStream,
    RecordCount records,
    Optional<Instant> first,
    Optional<Instant> last,
    SortedMap<LocalDate, Long> outside) {
  public ObjectProof {
    requireNonNull(key, "key");
    requireNonNull(etag, "etag");
    requireNonNull(sha256, "sha256");
    requireNonNull(logStream, "logStream");
    requireNonNull(records, "records");
    requireNonNull(first, "first");
    requireNonNull(last, "last");
    outside = unmodifiableSortedMap(new TreeMap<>(outside));
  }

  /** Whether the other proof is of the same bytes. */
  public boolean hasSameBytes(ObjectProof other) {
    return size == other.size && sha256.equals(other.sha256);
  }

  boolean isSameObject(StoredObject listed) {
    return key.equals(listed.key()) && size == listed.size() && etag.equals(listed.etag());
  }
}
