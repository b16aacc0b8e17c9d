package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.ObjectReader;
import io.logstrata.archiver.archive.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the objects that an export wrote, and reads each of them to its end. */
final class Checker {
  private static final int READS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ArchiveBucket bucket;
  private final ObjectReader reader;
  private final Pace pace;

  Checker(ArchiveBucket bucket, Pace pace) {
    this.bucket = bucket;
    this.reader = new ObjectReader(bucket);
    this.pace = pace;
  }

  /** What reading the export's objects has shown, or why it is no good. Refused means damaged. */
  Answer<List<ObjectProof>> check(Intent intent, String taskId) throws InterruptedException {
    try {
      List<ObjectProof> proofs = new ArrayList<>();
      for (StoredObject object : exported(intent, taskId)) {
        Answer<ObjectProof> proof = prove(object, intent);
        if (!proof.given()) {
          return proof.withoutValue();
        }
        proofs.add(proof.get());
      }
      return Answer.of(proofs);
    } catch (IOException e) {
      return Answer.unreachable(e.getMessage());
    }
  }

  private List<StoredObject> exported(Intent intent, String taskId) throws IOException {
    Set<String> before = new HashSet<>(intent.before());
    // The slash keeps the objects of the tenth out of the first of the month.
    List<StoredObject> fresh =
        bucket.list(intent.prefix() + "/").stream()
            .filter(object -> !before.contains(object.key()))
            .filter(object -> !Layout.isWriteTest(object))
            .toList();
    String ownFolder = intent.prefix() + "/" + taskId + "/";
    List<StoredObject> own =
        fresh.stream().filter(object -> object.key().startsWith(ownFolder)).toList();
    // The service puts each task's objects into a folder named after it; emulators do not.
    return own.isEmpty() ? fresh : own;
  }

  private Answer<ObjectProof> prove(StoredObject object, Intent intent)
      throws InterruptedException {
    Backoff backoff = new Backoff(pace, FIRST_PAUSE, LONGEST_PAUSE);
    for (int read = 1; ; read++) {
      try {
        return Answer.of(reader.prove(object, intent.window()));
      } catch (DamagedObjectException e) {
        return Answer.refused(object.key() + " is damaged: " + e.getMessage());
      } catch (IOException e) {
        if (read == READS) {
          return Answer.unreachable(object.key() + " cannot be read: " + e.getMessage());
        }
        backoff.pause();
      }
    }
  }
}
