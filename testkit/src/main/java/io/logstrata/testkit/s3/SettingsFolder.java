package io.logstrata.testkit.s3;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the settings of buckets outlive the process: {@code folder/.testkit/bucket.json}, beside
 * the buckets themselves. No bucket's name begins with a dot.
 */
final class SettingsFolder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path folder;

  SettingsFolder(Path data) {
    folder = data.resolve(".testkit");
  }

  /** Returns what was kept for the bucket, or what a new bucket has. */
  BucketSettings of(String bucket) {
    Path file = file(bucket);
    if (!Files.exists(file)) {
      return new BucketSettings(documents -> keep(file, documents));
    }
    try {
      Map<String, String> documents =
          JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      return new BucketSettings(documents, changed -> keep(file, changed));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the bucket settings in " + file, unreadable);
    }
  }

  void forget(String bucket) {
    try {
      Files.deleteIfExists(file(bucket));
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot delete the bucket settings of " + bucket, failed);
    }
  }

  private Path file(String bucket) {
    return folder.resolve(bucket + ".json");
  }

  /** Writes beside the file and moves: a process that is killed leaves the old one or the new. */
  private static synchronized void keep(Path file, Map<String, String> documents) {
    try {
      Files.createDirectories(file.getParent());
      Path written = Files.createTempFile(file.getParent(), "settings", ".new");
      Files.write(written, JSON.writeValueAsBytes(new TreeMap<>(documents)));
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot keep the bucket settings in " + file, failed);
    }
  }
}
