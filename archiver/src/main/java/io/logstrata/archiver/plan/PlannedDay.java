package io.logstrata.archiver.plan;

import static java.util.Objects.requireNonNull;

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

  @Override
  public String toString() {
    return group.name() + " " + window.day();
  }
}
