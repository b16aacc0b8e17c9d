package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The environment as it should be. What is not in it is nobody's business here: neither touched nor
 * deleted.
 *
 * @param bucket the archive's, if it is to be seen to
 */
public record Declaration(
    List<DeclaredGroup> logGroups,
    Optional<DeclaredBucket> bucket,
    List<DeclaredTopic> topics,
    List<DeclaredAlarm> alarms) {
  /** Nothing is declared. */
  public static final Declaration NONE =
      new Declaration(List.of(), Optional.empty(), List.of(), List.of());

  public Declaration {
    logGroups = List.copyOf(logGroups);
    requireNonNull(bucket, "bucket");
    topics = List.copyOf(topics);
    alarms = List.copyOf(alarms);
  }

  /** Whether there is nothing to see to. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** The declared group of this name. */
  public Optional<DeclaredGroup> group(String name) {
    return logGroups.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** The declared topic of this name. */
  public Optional<DeclaredTopic> topic(String name) {
    return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
