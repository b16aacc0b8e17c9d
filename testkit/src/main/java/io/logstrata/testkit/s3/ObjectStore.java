package io.logstrata.testkit.s3;

import io.logstrata.testkit.policy.ResourcePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The buckets: their objects, which s3proxy keeps, and their settings, which it cannot keep. */
public final class ObjectStore implements AutoCloseable {
  private final BlobStore blobs;
  private final Map<String, BucketSettings> settings = new ConcurrentHashMap<>();

  private final SettingsFolder kept;

  /** With null for the folder settings are kept as long as the process lives. */
  private ObjectStore(BlobStore blobs, SettingsFolder kept) {
    this.blobs = blobs;
    this.kept = kept;
  }

  public static ObjectStore inMemory() {
    return new ObjectStore(new TransientNio2BlobStore(), null);
  }

  /**
   * Keeps objects as plain files, {@code folder/bucket/key}, and the settings of buckets in {@code
   * folder/.testkit}; both are found again by the next store on that folder. Makes the folder when
   * it is missing.
   */
  public static ObjectStore onFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot make the folder " + folder, failed);
    }
    return new ObjectStore(
        new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()),
        new SettingsFolder(folder.toAbsolutePath()));
  }

  BlobStore blobs() {
    return blobs;
  }

  public boolean exists(String bucket) {
    return BucketNames.valid(bucket) && blobs.containerExists(bucket);
  }

  /** Returns the buckets, sorted by name; other files in the folder are none. */
  List<Bucket> buckets() {
    return blobs.list().buckets().stream().filter(bucket -> exists(bucket.name())).toList();
  }

  /**
   * Makes the bucket unless it is there.
   *
   * @return whether the bucket is new
   */
  boolean create(String bucket) {
    synchronized (settings) {
      if (exists(bucket)) {
        return false;
      }
      blobs.createContainer(bucket);
      forget(bucket);
      settings(bucket);
      return true;
    }
  }

  void forget(String bucket) {
    settings.remove(bucket);
    if (kept != null) {
      kept.forget(bucket);
    }
  }

  /**
   * Returns what is set on the bucket.
   *
   * @throws S3Refusal NoSuchBucket
   */
  BucketSettings settings(String bucket) {
    if (!exists(bucket)) {
      throw S3Refusal.noSuchBucket();
    }
    return settings.computeIfAbsent(
        bucket, name -> kept == null ? new BucketSettings(unkept -> {}) : kept.of(name));
  }

  /**
   * Says whether the bucket's policy lets a service do something; without a policy it does not.
   *
   * @param context values of condition keys, by lower-case key
   */
  public boolean allows(
      String bucket, String service, String action, String resource, Map<String, String> context) {
    Optional<String> policy = settings(bucket).find("policy");
    return policy.isPresent()
        && ResourcePolicy.parse(policy.get()).allows(service, action, resource, context);
  }

  /**
   * Writes an object of known length as a service would: past the front, so that no fault meets it.
   */
  public void put(String bucket, String key, InputStream bytes, long length) {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket(bucket).key(key).contentLength(length).build();
    blobs.putBlob(request, bytes);
  }

  @Override
  public void close() {
    blobs.close();
  }
}
