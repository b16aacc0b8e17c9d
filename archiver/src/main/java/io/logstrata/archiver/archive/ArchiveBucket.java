package io.logstrata.archiver.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The bucket, as far as reading needs it. */
public interface ArchiveBucket {
  /**
   * Every object whose key begins with the prefix, by key.
   *
   * @throws IOException when the bucket cannot be listed; the message says why
   */
  List<StoredObject> list(String keyPrefix) throws IOException;

  /**
   * The bytes of an object as stored, to be closed by the caller. What reading them throws names
   * the object.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   * @throws IOException when it cannot be read; the message says why
   */
  InputStream open(String key) throws IOException;
}
