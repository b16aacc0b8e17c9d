package io.logstrata.appender.aws;

import io.logstrata.appender.ship.Delivery;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The retention of a group that this process has created: owed until the service has taken it, or
 * has said that it never will. Events of a group without one are kept, and paid for, for ever.
 */
final class OwedRetention {
  private static final int LONGEST_PAUSE = 64;

  private final String logGroup;
  private final OptionalInt days;
  private final Consumer<String> warnings;
  private final Consumer<String> notes;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean owed;
  private volatile boolean creationUnknown;
  private int failures;
  private int pause;

  /**
   * @param days empty: nothing is ever owed
   * @param warnings told what goes wrong
   * @param notes told when it has been put right
   */
  OwedRetention(
      String logGroup, OptionalInt days, Consumer<String> warnings, Consumer<String> notes) {
    this.logGroup = logGroup;
    this.days = days;
    this.warnings = warnings;
    this.notes = notes;
  }

  /** This process has created the group. */
  void created() {
    creationUnknown = false;
    owed = days.isPresent();
  }

  /** This process tried to create the group, and that failed in this way. */
  void notCreated(Delivery failure) {
    creationUnknown |= failure.outcomeUnknown() && days.isPresent();
  }

  /**
   * The group is there. If nobody knows what became of our own attempt to create it, it is taken
   * for ours: a group without retention would be the worse error.
   */
  void exists() {
    if (creationUnknown) {
      creationUnknown = false;
      owed = true;
      warnings.accept(
          "Log group "
              + logGroup
              + " is there, and an attempt to create it got no answer: it is taken for created by"
              + " this appender, and its retention is set to "
              + days.getAsInt()
              + " days.");
    }
  }

  boolean isOwed() {
    return owed || creationUnknown;
  }

  /**
   * Sets it if it is owed and not just being set by another thread: at once, and after failures
   * with every second, fourth, … batch, every 64th at most.
   */
  void settle(IntConsumer setter) {
    if (owed && busy.compareAndSet(false, true)) {
      try {
        if (owed && --pause <= 0) {
          attempt(setter);
        }
      } finally {
        busy.set(false);
      }
    }
  }

  private void attempt(IntConsumer setter) {
    try {
      setter.accept(days.getAsInt());
      owed = false;
      if (failures > 0) {
        notes.accept(
            "The retention of log group "
                + logGroup
                + " is set to "
                + days.getAsInt()
                + " days now, after "
                + failures
                + (failures == 1 ? " failed call." : " failed calls."));
      }
      failures = 0;
    } catch (ResourceNotFoundException e) {
      // The group was there a moment ago: not every part of the service knows it yet.
      failed(Delivery.failed(Delivery.Verdict.UNREACHABLE, e.getMessage()));
    } catch (RuntimeException e) {
      failed(Verdicts.of(e));
    }
  }

  private void failed(Delivery failure) {
    failures++;
    pause = Math.min(1 << Math.min(failures, 30), LONGEST_PAUSE);
    switch (failure.verdict()) {
      case THROTTLED, UNREACHABLE -> {
        if (failures == 1) {
          warnings.accept(
              unset()
                  + " It is tried again with the batches to come. It said: "
                  + failure.reason());
        }
      }
      case ACCEPTED, DENIED, INVALID -> {
        owed = false;
        failures = 0;
        warnings.accept(
            unset()
                + " Set it by hand, or allow logs:PutRetentionPolicy. It said: "
                + failure.reason());
      }
    }
  }

  /** Nothing will be sent any more. */
  void giveUp() {
    if (owed) {
      warnings.accept(unset() + " There is no time left to try again: set it by hand.");
      owed = false;
    }
  }

  private String unset() {
    return "Created log group "
        + logGroup
        + " but could not set its retention to "
        + days.getAsInt()
        + " days, so its events never expire.";
  }
}
