package io.logstrata.archiver.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has one window exported: waits for the account's single slot, starts the task and follows it to
 * its end.
 */
final class Exporter {
  private static final Duration FIRST_POLL = Duration.ofMillis(250);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(15);
  private static final Duration FIRST_SLOT_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_SLOT_PAUSE = Duration.ofMinutes(1);
  // "Export tasks time out after 24 hours", user guide, S3Export.
  private static final Duration SERVICE_GIVES_UP = Duration.ofHours(24);
  private static final int MOST_UNKNOWN_IN_A_ROW = 3;

  private final LogSource source;
  private final ArchiveStore store;
  private final Pace pace;
  private final Patience patience;
  private final Notices notices;

  /** When the bucket first kept the service out in this run: all its days wait together. */
  private Optional<Instant> keptOutSince = Optional.empty();

  Exporter(LogSource source, ArchiveStore store, Pace pace, Patience patience, Notices notices) {
    this.source = source;
    this.store = store;
    this.pace = pace;
    this.patience = patience;
    this.notices = notices;
  }

  /**
   * Exports the window, or says why it could not be.
   *
   * @param noted when the intent was noted: no older task is this one's
   */
  Exported export(ExportRequest request, Instant noted) throws InterruptedException {
    Answer<String> started = start(request, noted);
    return started.given() ? follow(started.get()) : Exported.failed(started.reason());
  }

  /**
   * Ends the task that the request has led to, if it is still active, and waits until the account's
   * slot is free.
   *
   * @return whether there was anything to end
   */
  Answer<Boolean> cancel(ExportRequest request, Instant noted) throws InterruptedException {
    Answer<Optional<ExportTask>> own = find(request, noted);
    if (!own.given()) {
      return own.withoutValue();
    }
    if (own.get().isEmpty() || !own.get().get().status().isActive()) {
      return Answer.of(false);
    }
    String taskId = own.get().get().id();
    Answer<Boolean> cancelled = source.cancel(taskId);
    if (!cancelled.given()) {
      return cancelled;
    }
    Exported ended = follow(taskId, patience.unreachable());
    return ended.outcome() == Exported.Outcome.TOO_SLOW
        ? Answer.refused(ended.reason() + " though it was cancelled")
        : Answer.of(true);
  }

  private Answer<String> start(ExportRequest request, Instant noted) throws InterruptedException {
    Instant begun = pace.now();
    Backoff backoff = new Backoff(pace, FIRST_SLOT_PAUSE, LONGEST_SLOT_PAUSE);
    String lastHolder = "";
    while (true) {
      Started started = source.start(request);
      switch (started.verdict()) {
        case STARTED -> {
          return Answer.of(started.taskId());
        }
        case REFUSED -> {
          return Answer.refused("the service refused the export: " + started.reason());
        }
        case KEPT_OUT -> {
          Instant since = keptOutSince.orElseGet(pace::now);
          keptOutSince = Optional.of(since);
          boolean waitedAlready =
              since.isBefore(begun) && waited(since).compareTo(patience.unreachable()) >= 0;
          if (!store.hasJustLetIn() || waitedAlready) {
            return Answer.refused(store.remedyWhenKeptOut() + " (" + started.reason() + ")");
          }
        }
        case SLOT_TAKEN, UNREACHABLE -> {
          // An answer may have been lost after the task was created: then the slot is held by
          // ourselves.
          Answer<Optional<ExportTask>> own = find(request, noted);
          if (own.given() && own.get().isPresent()) {
            return Answer.of(own.get().get().id());
          }
        }
      }
      boolean taken = started.verdict() == Started.Verdict.SLOT_TAKEN;
      String holder = taken ? holder() : started.reason();
      Duration limit = taken ? patience.slot() : patience.unreachable();
      boolean keptOut = started.verdict() == Started.Verdict.KEPT_OUT;
      if (waited(keptOut ? keptOutSince.orElse(begun) : begun).compareTo(limit) >= 0) {
        String why = keptOut ? store.remedyWhenKeptOut() : holder;
        return Answer.refused("gave up after " + limit + " of waiting: " + why);
      }
      if (!holder.equals(lastHolder)) {
        notices.say("waiting: " + holder);
        lastHolder = holder;
      }
      backoff.pause();
    }
  }

  /** The task that the request has led to already, if any that is worth following. */
  Answer<Optional<ExportTask>> find(ExportRequest request, Instant noted)
      throws InterruptedException {
    Answer<List<ExportTask>> tasks = source.tasks();
    return tasks.given()
        ? Answer.of(
            tasks.get().stream()
                .filter(task -> task.isFor(request, noted))
                .filter(ExportTask::isAliveOrDone)
                .findFirst())
        : tasks.withoutValue();
  }

  private String holder() throws InterruptedException {
    Answer<List<ExportTask>> tasks = source.tasks();
    if (!tasks.given()) {
      return "the account's single export slot is taken, and by whom cannot be seen: "
          + tasks.reason();
    }
    return tasks.get().stream()
        .filter(task -> task.status().isActive())
        .findFirst()
        .map(
            task ->
                "the account's single export slot is held by task "
                    + task.id()
                    + (task.name().isEmpty() ? "" : " (" + task.name() + ")")
                    + " on group "
                    + task.group()
                    + ", "
                    + task.status())
        .orElse("the account's single export slot is taken, though no task is listed as active");
  }

  /** Waits for the end of a task. */
  Exported follow(String taskId) throws InterruptedException {
    return follow(taskId, patience.task());
  }

  private Exported follow(String taskId, Duration limit) throws InterruptedException {
    Instant begun = pace.now();
    Instant answered = begun;
    int unknownInARow = 0;
    Backoff backoff = new Backoff(pace, FIRST_POLL, LONGEST_POLL);
    while (true) {
      Answer<Optional<ExportTask>> poll = source.task(taskId);
      switch (poll.verdict()) {
        case REFUSED, DENIED -> {
          return Exported.failed("task " + taskId + " cannot be followed: " + poll.reason());
        }
        case UNREACHABLE -> {
          if (waited(answered).compareTo(patience.unreachable()) >= 0) {
            return Exported.failed("task " + taskId + " cannot be followed: " + poll.reason());
          }
        }
        case GIVEN -> {
          answered = pace.now();
          unknownInARow = poll.get().isPresent() ? 0 : unknownInARow + 1;
          if (unknownInARow == MOST_UNKNOWN_IN_A_ROW) {
            return Exported.failed("the service no longer knows its task " + taskId);
          }
          if (poll.get().isPresent() && !poll.get().get().status().isActive()) {
            return ended(poll.get().get());
          }
        }
      }
      if (waited(begun).compareTo(limit) >= 0) {
        return Exported.tooSlow("task " + taskId + " did not end within " + limit);
      }
      backoff.pause();
    }
  }

  private Duration waited(Instant since) {
    return Duration.between(since, pace.now());
  }

  private Exported ended(ExportTask task) {
    String said = task.message().isEmpty() ? "" : ": " + task.message();
    return switch (task.status()) {
      case COMPLETED -> Exported.done(task);
      case FAILED -> failed(task, "export task " + task.id() + " FAILED" + said);
      case CANCELLED -> failed(task, "export task " + task.id() + " was CANCELLED" + said);
      case UNKNOWN ->
          Exported.failed(
              "export task "
                  + task.id()
                  + " has a status that this version does not know"
                  + said
                  + ": use a newer logstrata");
      case PENDING, RUNNING, PENDING_CANCEL ->
          throw new IllegalStateException("task " + task.id() + " has not ended");
    };
  }

  private Exported failed(ExportTask task, String reason) {
    return waited(task.created()).compareTo(SERVICE_GIVES_UP) >= 0
        ? Exported.tooSlow(reason)
        : Exported.failed(reason);
  }
}
