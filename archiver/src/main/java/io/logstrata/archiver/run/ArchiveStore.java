package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The bucket that holds the archive. Nothing in it is ever deleted or overwritten. */
public interface ArchiveStore extends ArchiveBucket {
  /**
   * Makes sure that the bucket is there and that the service may write into it.
   *
   * @param accountId whose exports are let in, when it is known
   * @return what had to be changed, for people
   */
  Answer<List<String>> prepare(Optional<String> accountId) throws InterruptedException;

  /**
   * Writes an object if there is none of that key.
   *
   * @return whether it was written; false means that there is one, which stays as it was
   * @throws IOException when the bucket cannot be written to; the message says why
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;
}
