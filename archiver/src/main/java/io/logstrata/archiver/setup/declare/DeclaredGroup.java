package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A log group.
 *
 * @param retentionDays how long the service keeps events; empty leaves it as it is
 * @param logClass empty leaves it as it is, which is {@link LogClass#STANDARD} for a new group
 * @param kmsKey ARN of the key that encrypts it; empty leaves it as it is
 * @param tags that it has at least
 * @param foreign whether it is somebody else's: it must be there, and is never created or changed
 *     itself; metric filters of alarms may be put at it
 */
public record DeclaredGroup(
    String name,
    OptionalInt retentionDays,
    Optional<LogClass> logClass,
    Optional<String> kmsKey,
    SortedMap<String, String> tags,
    boolean foreign) {
  public DeclaredGroup {
    requireNonNull(name, "name");
    requireNonNull(logClass, "logClass");
    requireNonNull(kmsKey, "kmsKey");
    tags = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    if (retentionDays.isPresent() && !Retention.isOffered(retentionDays.getAsInt())) {
      throw new IllegalArgumentException(Retention.refusal(retentionDays.getAsInt()));
    }
    if (foreign
        && (retentionDays.isPresent()
            || logClass.isPresent()
            || kmsKey.isPresent()
            || !tags.isEmpty())) {
      throw new IllegalArgumentException(
          "a foreign group is left as it is: give its name alone, or take \"foreign\" out");
    }
  }

  /** A group of the standard class, without key and tags. */
  public static DeclaredGroup of(String name, int retentionDays) {
    return new DeclaredGroup(
        name,
        OptionalInt.of(retentionDays),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(Map.of()),
        false);
  }
}
