package io.logstrata.testkit.logs;

import io.logstrata.testkit.ExportFault;
import java.util.Optional;
import java.util.OptionalLong;

/** An export task; its desk moves it on. */
public final class ExportTask {
  /** The service's words for how a task stands. */
  public enum Status {
    PENDING("Task is pending"),
    RUNNING("Task is running"),
    COMPLETED("Completed successfully"),
    FAILED("Task failed: internal error"),
    PENDING_CANCEL("Task is being cancelled"),
    CANCELLED("Task cancelled");

    private final String message;

    Status(String message) {
      this.message = message;
    }

    public String message() {
      return message;
    }

    public boolean isActive() {
      return this == PENDING || this == RUNNING;
    }
  }

  private final String id;
  private final ExportRequest request;
  private final long createdMillis;
  private final Optional<ExportFault> fault;
  private Status status = Status.PENDING;
  private OptionalLong completedMillis = OptionalLong.empty();
  private long cancelledMillis;

  ExportTask(String id, ExportRequest request, long createdMillis, Optional<ExportFault> fault) {
    this.id = id;
    this.request = request;
    this.createdMillis = createdMillis;
    this.fault = fault;
  }

  public String id() {
    return id;
  }

  public ExportRequest request() {
    return request;
  }

  public long createdMillis() {
    return createdMillis;
  }

  Optional<ExportFault> fault() {
    return fault;
  }

  public synchronized Status status() {
    return status;
  }

  public synchronized OptionalLong completedMillis() {
    return completedMillis;
  }

  synchronized void run() {
    status = Status.RUNNING;
  }

  synchronized void cancel(long atMillis) {
    status = Status.PENDING_CANCEL;
    cancelledMillis = atMillis;
  }

  /** Returns when cancelling began; of meaning while the task is PENDING_CANCEL. */
  synchronized long cancelledMillis() {
    return cancelledMillis;
  }

  synchronized void end(Status how, long atMillis) {
    status = how;
    completedMillis = OptionalLong.of(atMillis);
  }
}
