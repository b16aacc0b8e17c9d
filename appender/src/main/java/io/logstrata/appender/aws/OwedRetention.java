package io.logstrata.appender.aws;

import io.logstrata.appender.ship.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The retention of a group that this process has created: owed until the service has taken it, or
 * has said that it never will. Events of a group without one are kept, and paid for, for ever.
 */
final class OwedRetention {
  private static final int LONGEST_PAUSE = 64;

  /** Less than the time that the appender has for closing. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final String logGroup;
  private final OptionalInt days;
  private final Consumer<String> warnings;
  private final Consumer<String> notes;

  // Volatile, so that a batch asks without a lock; changed under it.
  private volatile boolean owed;
  private volatile boolean creationUnknown;
  private boolean givenUp;
  private Thread attempt;
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
  synchronized void created() {
    creationUnknown = false;
    owed = days.isPresent();
  }

  /** This process tried to create the group, and that failed in this way. */
  synchronized void notCreated(Delivery failure) {
    creationUnknown |= failure.outcomeUnknown() && days.isPresent();
  }

  /**
   * The group is there. If nobody knows what became of our own attempt to create it, it is taken
   * for ours: a group without retention would be the worse error.
   */
  synchronized void exists() {
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
   * Begins to set it if it is owed and not just being set: at once, and after failures with every
   * second, fourth, … batch, every 64th at most. On a thread of its own, a child of the sender's so
   * that what it logs is not sent: whoever waits for a batch must not wait for this.
   */
  void settle(IntConsumer setter) {
    synchronized (this) {
      if (!owed || givenUp || attempt != null || --pause > 0) {
        return;
      }
      attempt = new Thread(() -> run(setter), Thread.currentThread().getName() + "-retention");
      attempt.setDaemon(true);
      try {
        attempt.start();
      } catch (OutOfMemoryError e) { // no thread to be had: with a later batch, then
        attempt = null;
      }
    }
  }

  private void run(IntConsumer setter) {
    Optional<Delivery> failure = attempt(setter);
    synchronized (this) {
      attempt = null;
      if (!givenUp) {
        failure.ifPresentOrElse(this::failed, this::done);
      } else if (failure.isEmpty()) {
        owed = false;
      }
    }
  }

  private Optional<Delivery> attempt(IntConsumer setter) {
    try {
      setter.accept(days.getAsInt());
      return Optional.empty();
    } catch (ResourceNotFoundException e) {
      // The group was there a moment ago: not every part of the service knows it yet.
      return Optional.of(Delivery.failed(Delivery.Verdict.UNREACHABLE, e.getMessage()));
    } catch (RuntimeException e) {
      return Optional.of(Verdicts.of(e));
    } catch (Error e) { // no memory, or a class that is missing: as it is with a batch
      return Optional.of(Delivery.unknown(String.valueOf(e)));
    }
  }

  private void done() {
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

  /**
   * Gives a call that is on its way a moment to come back, but not longer than this: a group that a
   * short program has created must have its retention.
   */
  void awaitCall(Duration atMost) {
    Thread running;
    synchronized (this) {
      running = attempt;
    }
    if (running != null) {
      await(running, atMost.compareTo(MOMENT) < 0 ? atMost : MOMENT);
    }
  }

  /** Nothing will be sent any more. Gives a call that is on its way a moment to come back. */
  void giveUp() {
    awaitCall(MOMENT);
    synchronized (this) {
      givenUp = true;
      if (owed) {
        warnings.accept(unset() + " There is no time left to try again: set it by hand.");
      } else if (creationUnknown) {
        warnings.accept(
            "An attempt to create log group "
                + logGroup
                + " got no answer. If the group is there, its events never expire: set its"
                + " retention to "
                + days.getAsInt()
                + " days by hand.");
      }
      owed = false;
      creationUnknown = false;
    }
  }

  private static void await(Thread running, Duration atMost) {
    try {
      running.join(Math.max(1, atMost.toMillis())); // zero would be for ever
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
