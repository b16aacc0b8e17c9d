package io.logstrata.archiver.run;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.ExportPart;
import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Intent;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.ObjectReader;
import io.logstrata.archiver.archive.Seams;
import io.logstrata.archiver.archive.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads objects of exports to their ends. */
final class Checker {
  private static final int READS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ObjectReader reader;
  private final Pace pace;

  Checker(ArchiveBucket bucket, Pace pace) {
    this.reader = new ObjectReader(bucket);
    this.pace = pace;
  }

  /**
   * What reading the objects of one task has shown.
   *
   * @param copies how many of its records the next task has as well
   */
  record Read(List<ObjectProof> objects, long copies) {}

  /**
   * What reading the objects of a part has shown, or why they are no good. Refused means damaged.
   *
   * @param seams of the intent's parts, which are to be read from the last to the first
   */
  Answer<Read> check(Intent intent, ExportPart part, List<StoredObject> objects, Seams seams)
      throws InterruptedException {
    List<ObjectProof> proofs = new ArrayList<>();
    long copies = 0;
    for (StoredObject object : objects) {
      List<ArchivedRecord> atSeams = new ArrayList<>();
      Answer<ObjectProof> proof = prove(object, intent.window(), seams, atSeams);
      if (!proof.given()) {
        return proof.withoutValue();
      }
      proofs.add(proof.get());
      copies += atSeams.stream().filter(next -> seams.isCopy(next, part.from(), part.to())).count();
    }
    return Answer.of(new Read(proofs, copies));
  }

  /** What reading an object has shown, or why it is no good. Refused means damaged. */
  Answer<ObjectProof> prove(StoredObject object, ExportWindow window) throws InterruptedException {
    return prove(object, window, new Seams(List.of()), new ArrayList<>());
  }

  private Answer<ObjectProof> prove(
      StoredObject object, ExportWindow window, Seams seams, List<ArchivedRecord> atSeams)
      throws InterruptedException {
    Backoff backoff = new Backoff(pace, FIRST_PAUSE, LONGEST_PAUSE);
    for (int read = 1; ; read++) {
      atSeams.clear();
      try {
        return Answer.of(
            reader.prove(
                object,
                window,
                next -> {
                  if (seams.isAt(next)) {
                    atSeams.add(next);
                  }
                }));
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
