package io.logstrata.archiver.run;

import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.LogGroup;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service that holds the logs, as far as a run needs it. */
public interface LogSource {
  /** Every log group of the account and region. */
  Answer<Groups> groups() throws InterruptedException;

  /** Asks for an export. The service runs one at a time for the whole account. */
  Started start(ExportRequest request) throws InterruptedException;

  /** How the task stands; the answer is empty when the service knows no such task. */
  Answer<Optional<ExportTask>> task(String taskId) throws InterruptedException;

  /** The tasks that the service remembers, newest first. */
  Answer<List<ExportTask>> tasks() throws InterruptedException;

  /**
   * Asks the service to end a task before its time.
   *
   * @return false when there was nothing to end
   */
  Answer<Boolean> cancel(String taskId) throws InterruptedException;

  /**
   * The service's own number of events whose timestamps are in the range.
   *
   * @param from the first instant
   * @param to the first instant after the range
   */
  Answer<Long> count(CountWith how, String group, Instant from, Instant to)
      throws InterruptedException;

  /**
   * Whether the service holds any event whose timestamp is in the range; true as well when it
   * cannot say, as for groups of the Infrequent Access class.
   *
   * @param from the first instant, which may be before the group's creation
   * @param to the first instant after the range
   */
  Answer<Boolean> hasEvents(String group, Instant from, Instant to) throws InterruptedException;

  /**
   * The service's own numbers of events of many days, by group and day; a day without events is
   * left out.
   *
   * @param groups names of at most 50 groups
   * @param days in their order
   */
  Answer<Map<String, Map<LocalDate, Long>>> countDays(List<String> groups, List<DayWindow> days)
      throws InterruptedException;

  /**
   * The groups of an account.
   *
   * @param accountId whose they are, when the service says so
   */
  record Groups(List<LogGroup> groups, Optional<String> accountId) {
    public Groups {
      groups = List.copyOf(groups);
    }
  }
}
