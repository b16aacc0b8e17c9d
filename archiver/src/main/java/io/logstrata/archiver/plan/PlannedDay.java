package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One day of one group and what is to be done about it. */
public record PlannedDay(LogGroup group, DayWindow window, Decision decision) {
  public PlannedDay {
    requireNonNull(group, "group");
    requireNonNull(window, "window");
    requireNonNull(decision, "decision");
  }

  public boolean provisional() {
    return decision == Decision.EXPORT_PROVISIONALLY;
  }

  /**
   * Whether the day was over when the group was created. The group may hold events of it all the
   * same, which came late; the service refuses exports and queries that end before the creation.
   */
  public boolean isBeforeCreation() {
    return group.existedOnlyAfter(window);
  }

  /** Whether the service may have begun to delete the day. */
  public boolean isPartlyExpired(Instant now) {
    return window.from().isBefore(group.horizon(now));
  }

  public PlannedDay with(Decision other) {
    return new PlannedDay(group, window, other);
  }

  @Override
  public String toString() {
    return group.name() + " " + window.day();
  }
}
