package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.archiver.archive.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** A bucket in memory that can fail on request, and fails a test that overwrites. */
class FakeBucket implements ArchiveStore {
  final SortedMap<String, byte[]> objects = new TreeMap<>();
  Answer<List<String>> prepared = Answer.of(List.of());

  /** How many of the next reads end in the middle. */
  int brokenReads;

  /** An object whose reads all end in the middle. */
  String unreadable = "";

  /** How many of the next writes are done, but seem not to be. */
  int lostWrites;

  boolean justLetIn;

  @Override
  public boolean hasJustLetIn() {
    return justLetIn;
  }

  @Override
  public String remedyWhenKeptOut() {
    return "look at the policy";
  }

  @Override
  public String bucket() {
    return "backup.cloudwatch.umma";
  }

  @Override
  public Answer<List<String>> prepare(Optional<String> accountId) {
    return prepared;
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    return objects.tailMap(keyPrefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(keyPrefix))
        .map(FakeBucket::stored)
        .toList();
  }

  private static StoredObject stored(Map.Entry<String, byte[]> entry) {
    return new StoredObject(
        entry.getKey(),
        entry.getValue().length,
        Integer.toHexString(Arrays.hashCode(entry.getValue())));
  }

  @Override
  public InputStream open(String key) throws IOException {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new FileNotFoundException("no " + key);
    }
    if (key.equals(unreadable)) {
      return new Broken();
    }
    if (brokenReads > 0) {
      brokenReads--;
      return new Broken();
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    boolean written = objects.putIfAbsent(key, bytes.clone()) == null;
    if (lostWrites > 0) {
      lostWrites--;
      throw new IOException("no answer to the write of " + key);
    }
    return written;
  }

  @Override
  public Optional<Stamped> read(String key) {
    return Optional.ofNullable(objects.get(key))
        .map(bytes -> new Stamped(new String(bytes, UTF_8), stored(Map.entry(key, bytes)).etag()));
  }

  @Override
  public Optional<String> replace(String key, byte[] bytes, Optional<String> stamp) {
    if (!read(key).map(Stamped::stamp).equals(stamp)) {
      return Optional.empty();
    }
    objects.put(key, bytes.clone());
    return read(key).map(Stamped::stamp);
  }

  /** Puts an exported object. */
  void export(String key, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (objects.put(key, bytes.toByteArray()) != null) {
      throw new AssertionError("overwritten: " + key);
    }
  }

  List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  String text(String key) {
    return new String(objects.get(key), UTF_8);
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }
}
