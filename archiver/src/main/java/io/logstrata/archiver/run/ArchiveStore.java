package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The bucket that holds the archive. Nothing in it is ever deleted, and nothing but the note of who
 * is at work is overwritten.
 */
public interface ArchiveStore extends ArchiveBucket {
  /** The name of the bucket, which exports go to. */
  String bucket();

  /**
   * Makes sure that the bucket is there and that the service may write into it.
   *
   * @param accountId whose exports are let in, when it is known
   * @return what had to be changed, for people
   */
  Answer<List<String>> prepare(Optional<String> accountId) throws InterruptedException;

  /** Whether {@link #prepare} has let the service in, which takes a while to be seen everywhere. */
  boolean hasJustLetIn();

  /** What to do, for people, when the service says that the bucket does not let it in. */
  String remedyWhenKeptOut() throws InterruptedException;

  /**
   * Writes an object if there is none of that key.
   *
   * @return whether it was written; false means that there is one, which stays as it was
   * @throws IOException when the bucket cannot be written to; the message says why
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /**
   * A small object of text and what tells its content from any other; empty when there is none of
   * that key.
   *
   * @throws IOException when the bucket cannot be read; the message says why
   */
  Optional<Stamped> read(String key) throws IOException;

  /**
   * Writes an object if it is still what it was.
   *
   * @param stamp of what is to be replaced; empty if there must be none
   * @return the stamp of what was written; empty means that there is something else, which stays
   * @throws IOException when the bucket cannot be written to; the message says why
   */
  Optional<String> replace(String key, byte[] bytes, Optional<String> stamp) throws IOException;

  /** A small object's text, in UTF-8, and what tells it from any other. */
  record Stamped(String text, String stamp) {}
}
