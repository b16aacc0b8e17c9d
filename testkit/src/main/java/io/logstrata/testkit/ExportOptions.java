package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How export tasks go: as fast as a test wants them, and as awkwardly as the service may.
 *
 * @param pending how long a task stays PENDING
 * @param running how long it stays RUNNING after that
 * @param cancelling how long a task that is cancelled stays PENDING_CANCEL
 * @param exportableAfter how long after its ingestion an event is first exportable (the service may
 *     take twelve hours)
 * @param window by which time an event lies in the task's range: AWS's own pages disagree
 * @param partBytes uncompressed bytes after which an object ends and the next one starts, at least
 *     1
 * @param memberBytes uncompressed bytes after which a gzip member ends and another follows in the
 *     same object, at least 1
 */
public record ExportOptions(
    Duration pending,
    Duration running,
    Duration cancelling,
    Duration exportableAfter,
    Window window,
    long partBytes,
    long memberBytes) {
  private static final long SIXTY_FOUR_MEBIBYTES = 64L * 1024 * 1024;

  /** What {@code from} and {@code to} are compared with. */
  public enum Window {
    /** The event's timestamp, both bounds inclusive: the API reference. */
    EVENT_TIME,
    /** The time of ingestion, {@code to} exclusive: the user guide. */
    INGESTION_TIME
  }

  public ExportOptions {
    requireNonNull(window, "window");
    if (pending.isNegative()
        || running.isNegative()
        || cancelling.isNegative()
        || exportableAfter.isNegative()) {
      throw new IllegalArgumentException("durations of an export must be zero or more");
    }
    if (partBytes < 1 || memberBytes < 1) {
      throw new IllegalArgumentException("partBytes and memberBytes must be at least 1");
    }
  }

  /**
   * Returns a tenth of a second from PENDING to COMPLETED, cancelled at once, everything exportable
   * at once, one gzip member an object.
   */
  public static ExportOptions defaults() {
    return new ExportOptions(
        Duration.ofMillis(20),
        Duration.ofMillis(80),
        Duration.ZERO,
        Duration.ZERO,
        Window.EVENT_TIME,
        SIXTY_FOUR_MEBIBYTES,
        SIXTY_FOUR_MEBIBYTES);
  }

  public ExportOptions taking(Duration newPending, Duration newRunning) {
    return new ExportOptions(
        newPending, newRunning, cancelling, exportableAfter, window, partBytes, memberBytes);
  }

  public ExportOptions cancelling(Duration duration) {
    return new ExportOptions(
        pending, running, duration, exportableAfter, window, partBytes, memberBytes);
  }

  public ExportOptions exportableAfter(Duration delay) {
    return new ExportOptions(pending, running, cancelling, delay, window, partBytes, memberBytes);
  }

  public ExportOptions by(Window newWindow) {
    return new ExportOptions(
        pending, running, cancelling, exportableAfter, newWindow, partBytes, memberBytes);
  }

  public ExportOptions inPartsOf(long newPartBytes) {
    return new ExportOptions(
        pending, running, cancelling, exportableAfter, window, newPartBytes, memberBytes);
  }

  public ExportOptions inMembersOf(long newMemberBytes) {
    return new ExportOptions(
        pending, running, cancelling, exportableAfter, window, partBytes, newMemberBytes);
  }
}
