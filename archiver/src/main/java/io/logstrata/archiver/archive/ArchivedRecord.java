package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One event read back from an export.
 *
 * @param logStream as the export spells it: every slash of the stream's name is a hyphen
 * @param message may have several lines; bytes that are no UTF-8 read as U+FFFD
 */
public record ArchivedRecord(String logStream, Instant timestamp, String message) {
  public ArchivedRecord {
    requireNonNull(logStream, "logStream");
    requireNonNull(timestamp, "timestamp");
    requireNonNull(message, "message");
  }
}
