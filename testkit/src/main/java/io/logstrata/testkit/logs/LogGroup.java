package io.logstrata.testkit.logs;

import io.logstrata.testkit.rules.Refusal;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A group: its streams by name, and its settings. */
public final class LogGroup {
  private final String name;
  private final long createdMillis;
  private final String logClass;
  private final NavigableMap<String, LogStream> streams = new ConcurrentSkipListMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private final NavigableMap<String, MetricFilter> metricFilters = new ConcurrentSkipListMap<>();
  private final AtomicLong storedBytes = new AtomicLong();
  private volatile OptionalInt retentionDays = OptionalInt.empty();
  private volatile Optional<String> kmsKey = Optional.empty();

  LogGroup(String name, long createdMillis, String logClass, Map<String, String> tags) {
    this.name = name;
    this.createdMillis = createdMillis;
    this.logClass = logClass;
    this.tags.putAll(tags);
  }

  public String name() {
    return name;
  }

  public long createdMillis() {
    return createdMillis;
  }

  /** Returns STANDARD, INFREQUENT_ACCESS or DELIVERY, as at creation. */
  public String logClass() {
    return logClass;
  }

  /** Returns the group's own retention, which an account-level policy may override. */
  public OptionalInt retentionDays() {
    return retentionDays;
  }

  public void retain(OptionalInt days) {
    retentionDays = days;
  }

  /** Returns the ARN of the key that encrypts what comes, if there is one. */
  public Optional<String> kmsKey() {
    return kmsKey;
  }

  public void encryptWith(Optional<String> key) {
    kmsKey = key;
  }

  public long storedBytes() {
    return storedBytes.get();
  }

  void addStoredBytes(long bytes) {
    storedBytes.addAndGet(bytes);
  }

  /** Returns the streams, sorted by name. */
  public Collection<LogStream> streams() {
    return streams.values();
  }

  /**
   * Returns the stream of that name.
   *
   * @throws Refusal ResourceNotFoundException when there is no such stream
   */
  public LogStream stream(String streamName) {
    LogStream stream = streams.get(streamName);
    if (stream == null) {
      throw Refusal.notFound("The specified log stream does not exist.");
    }
    return stream;
  }

  void addStream(String streamName, long nowMillis) {
    if (streams.putIfAbsent(streamName, new LogStream(streamName, nowMillis)) != null) {
      throw Refusal.alreadyExists("The specified log stream already exists");
    }
  }

  LogStream removeStream(String streamName) {
    LogStream removed = streams.remove(streamName);
    if (removed == null) {
      throw Refusal.notFound("The specified log stream does not exist.");
    }
    return removed;
  }

  /**
   * Returns the metric filters by name; the map is the group's own, to be changed by its
   * operations.
   */
  public NavigableMap<String, MetricFilter> metricFilters() {
    return metricFilters;
  }

  public Map<String, String> tags() {
    synchronized (tags) {
      return Map.copyOf(tags);
    }
  }

  public void tag(Map<String, String> added) {
    synchronized (tags) {
      tags.putAll(added);
    }
  }

  public void untag(Collection<String> keys) {
    synchronized (tags) {
      tags.keySet().removeAll(keys);
    }
  }
}
