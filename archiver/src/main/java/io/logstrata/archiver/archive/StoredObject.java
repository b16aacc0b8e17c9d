package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

/**
 * An object as a listing shows it.
 *
 * @param size in bytes, as stored
 * @param etag without quotes
 */
public record StoredObject(String key, long size, String etag) {
  public StoredObject {
    requireNonNull(key, "key");
    requireNonNull(etag, "etag");
  }

  /** The last segment of the key. */
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
