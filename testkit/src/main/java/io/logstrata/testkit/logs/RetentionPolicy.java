package io.logstrata.testkit.logs;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * An account-level retention policy. It and each later version take effect a day after they were
 * put; until then the version before it holds. Source: API reference, PutAccountPolicy.
 */
public final class RetentionPolicy {
  /** How long after it was put a version takes effect. */
  private static final Duration DELAY = Duration.ofHours(24);

  private final String name;
  private final long createdMillis;
  private final NavigableMap<Long, Version> versions = new TreeMap<>();

  /**
   * What was put.
   *
   * @param document the policy's JSON as it came
   * @param criteria the selection criteria as they came, if any
   * @param days how long events are kept; empty when they never expire
   * @param newGroupsOnly whether groups that are older than the policy keep their own retention
   * @param prefixes what the names of its groups begin with; empty for all groups
   */
  public record Version(
      String document,
      Optional<String> criteria,
      OptionalInt days,
      boolean newGroupsOnly,
      List<String> prefixes) {
    public Version {
      requireNonNull(document, "document");
      prefixes = List.copyOf(prefixes);
    }
  }

  RetentionPolicy(String name, Version first, long nowMillis) {
    this.name = name;
    this.createdMillis = nowMillis;
    versions.put(nowMillis, first);
  }

  public String name() {
    return name;
  }

  /** Returns what was put last, whether or not it holds already. */
  public synchronized Version newest() {
    return versions.lastEntry().getValue();
  }

  public synchronized long updatedMillis() {
    return versions.lastKey();
  }

  long createdMillis() {
    return createdMillis;
  }

  synchronized void update(Version version, long nowMillis) {
    versions.put(nowMillis, version);
  }

  /** Returns the version that holds for the group now, if one does. */
  synchronized Optional<Version> holding(LogGroup group, Instant now) {
    var held = versions.floorEntry(now.minus(DELAY).toEpochMilli());
    return Optional.ofNullable(held)
        .map(entry -> entry.getValue())
        .filter(one -> meant(one, group));
  }

  private boolean meant(Version version, LogGroup group) {
    if (version.newGroupsOnly() && group.createdMillis() < createdMillis) {
      return false;
    }
    return version.prefixes().isEmpty()
        || version.prefixes().stream().anyMatch(group.name()::startsWith);
  }
}
