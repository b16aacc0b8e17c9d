package io.logstrata.archiver.verify;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.ObjectReader;
import io.logstrata.archiver.archive.StoredObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads every object of a manifest again. */
final class ObjectCheck {
  private final ArchiveBucket bucket;
  private final ObjectReader reader;

  ObjectCheck(ArchiveBucket bucket) {
    this.bucket = bucket;
    this.reader = new ObjectReader(bucket);
  }

  /** The first object found to be gone or of another size, or empty when there is none. */
  Optional<Checked> compareWithListing(Manifest manifest) throws IOException {
    Map<String, StoredObject> listed = listed(manifest);
    for (ObjectProof proof : manifest.objects()) {
      StoredObject object = listed.get(proof.key());
      if (object == null) {
        return found(manifest, Finding.OBJECT_MISSING, proof.key());
      }
      if (object.size() != proof.size()) {
        return found(
            manifest,
            Finding.RESIZED,
            proof.key() + " has " + object.size() + " bytes instead of " + proof.size());
      }
    }
    return Optional.empty();
  }

  private Map<String, StoredObject> listed(Manifest manifest) throws IOException {
    Map<String, StoredObject> listed = new HashMap<>();
    for (String prefix : manifest.prefixes()) {
      bucket.list(prefix + "/").forEach(object -> listed.put(object.key(), object));
    }
    return listed;
  }

  /** The first damage found by reading, or empty when every object has the manifest's bytes. */
  Optional<Checked> read(Manifest manifest) throws IOException {
    for (ObjectProof proof : manifest.objects()) {
      try {
        StoredObject object = new StoredObject(proof.key(), proof.size(), proof.etag());
        if (!reader.prove(object, manifest.window()).hasSameBytes(proof)) {
          return found(manifest, Finding.DAMAGED, proof.key() + " has other bytes");
        }
      } catch (DamagedObjectException e) {
        return found(manifest, Finding.DAMAGED, proof.key() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static Optional<Checked> found(Manifest manifest, Finding finding, String detail) {
    return Optional.of(new Checked(manifest.group(), manifest.day(), finding, detail));
  }
}
