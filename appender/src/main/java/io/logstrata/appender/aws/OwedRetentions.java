package io.logstrata.appender.aws;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/**
 * The retentions of all groups that this process has created: of one, or of one a day where their
 * name has the date. What is still owed of yesterday's is set with the batches of today.
 */
final class OwedRetentions {
  private final OptionalInt days;
  private final Consumer<String> warnings;
  private final Consumer<String> notes;

  /** Only of groups that were missing, and of no use once settled: few, and so none is removed. */
  private final Map<String, OwedRetention> byGroup = new ConcurrentHashMap<>();

  /** As of each {@link OwedRetention}. */
  OwedRetentions(OptionalInt days, Consumer<String> warnings, Consumer<String> notes) {
    this.days = days;
    this.warnings = warnings;
    this.notes = notes;
  }

  OwedRetention of(String logGroup) {
    return byGroup.computeIfAbsent(
        logGroup, group -> new OwedRetention(group, days, warnings, notes));
  }

  /**
   * This group is there, as the service has just shown: begins to set what is owed, of others too.
   *
   * @param setter of a group and its days
   */
  void settle(String logGroup, ObjIntConsumer<String> setter) {
    byGroup.forEach(
        (group, retention) -> {
          if (retention.isOwed()) {
            if (group.equals(logGroup)) {
              retention.exists();
            }
            retention.settle(days -> setter.accept(group, days));
          }
        });
  }

  /** Gives the calls that are on their way a moment to come back, but not longer than this. */
  void awaitCalls(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (OwedRetention each : byGroup.values()) {
      each.awaitCall(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
  }

  /** Nothing will be sent any more. */
  void giveUp() {
    byGroup.values().forEach(OwedRetention::giveUp);
  }
}
