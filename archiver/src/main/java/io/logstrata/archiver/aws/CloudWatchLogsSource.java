package io.logstrata.archiver.aws;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.archiver.run.ExportRequest;
import io.logstrata.archiver.run.ExportTask;
import io.logstrata.archiver.run.LogSource;
import io.logstrata.archiver.run.Started;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidOperationException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OperationAbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Amazon CloudWatch Logs. */
public final class CloudWatchLogsSource implements LogSource {
  /** Far more than a crash can leave behind; the service lists the newest first. */
  private static final int MOST_TASKS = 500;

  private final CloudWatchLogsClient logs;
  private final CloudWatchLogsClient logsWithoutRetries;
  private final EventCounts counts;

  /**
   * Reads and exports through clients that stay the caller's to close.
   *
   * @param logsWithoutRetries for creating tasks: a silent second attempt after a lost answer would
   *     export twice
   */
  public CloudWatchLogsSource(CloudWatchLogsClient logs, CloudWatchLogsClient logsWithoutRetries) {
    this.logs = requireNonNull(logs, "logs");
    this.logsWithoutRetries = requireNonNull(logsWithoutRetries, "logsWithoutRetries");
    this.counts = new EventCounts(logs);
  }

  @Override
  public Answer<Groups> groups() throws InterruptedException {
    try {
      List<LogGroup> groups = new ArrayList<>();
      Optional<String> accountId = Optional.empty();
      for (var group : logs.describeLogGroupsPaginator(request -> {}).logGroups()) {
        groups.add(
            new LogGroup(
                group.logGroupName(),
                Instant.ofEpochMilli(group.creationTime() == null ? 0 : group.creationTime()),
                group.retentionInDays() == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(group.retentionInDays())));
        accountId = accountId.or(() -> accountOf(group.arn()));
      }
      return Answer.of(new Groups(groups, accountId));
    } catch (SdkException e) {
      return Failures.answer("logs:DescribeLogGroups", e);
    }
  }

  /** The fifth part of {@code arn:aws:logs:REGION:ACCOUNT:log-group:NAME}. */
  private static Optional<String> accountOf(String arn) {
    String[] parts = arn == null ? new String[0] : arn.split(":", -1);
    return parts.length > 4 && parts[4].matches("[0-9]{12}")
        ? Optional.of(parts[4])
        : Optional.empty();
  }

  @Override
  public Started start(ExportRequest request) throws InterruptedException {
    try {
      String id =
          logsWithoutRetries
              .createExportTask(
                  task ->
                      task.taskName(request.taskName())
                          .logGroupName(request.group())
                          .from(request.from().toEpochMilli())
                          .to(request.to().toEpochMilli())
                          .destination(request.bucket())
                          .destinationPrefix(request.prefix()))
              .taskId();
      return id == null
          ? new Started(
              Started.Verdict.UNREACHABLE, "", "logs:CreateExportTask got no sensible answer")
          : new Started(Started.Verdict.STARTED, id, "");
    } catch (LimitExceededException e) {
      return new Started(Started.Verdict.SLOT_TAKEN, "", Failures.say("logs:CreateExportTask", e));
    } catch (AbortedException e) {
      throw new InterruptedException(e.getMessage());
    } catch (SdkException e) {
      if (isKeptOut(e)) {
        return new Started(
            Started.Verdict.KEPT_OUT,
            "",
            "logs:CreateExportTask failed: " + Failures.text((AwsServiceException) e));
      }
      boolean later = Failures.isTransient(e) || e instanceof OperationAbortedException;
      return new Started(
          later ? Started.Verdict.UNREACHABLE : Started.Verdict.REFUSED,
          "",
          Failures.say("logs:CreateExportTask", e));
    }
  }

  /** It is the bucket that denies the service something then, not the service that denies us. */
  private static boolean isKeptOut(SdkException e) {
    return e instanceof AwsServiceException service
        && Failures.text(service).contains("GetBucketAcl call");
  }

  @Override
  public Answer<Optional<ExportTask>> task(String taskId) throws InterruptedException {
    try {
      return Answer.of(
          logs.describeExportTasks(request -> request.taskId(taskId)).exportTasks().stream()
              .map(CloudWatchLogsSource::task)
              .findFirst());
    } catch (SdkException e) {
      return Failures.answer("logs:DescribeExportTasks", e);
    }
  }

  @Override
  public Answer<List<ExportTask>> tasks() throws InterruptedException {
    try {
      List<ExportTask> tasks = new ArrayList<>();
      String nextToken = null;
      do {
        String token = nextToken;
        var page = logs.describeExportTasks(request -> request.nextToken(token));
        page.exportTasks().forEach(task -> tasks.add(task(task)));
        nextToken = page.nextToken();
      } while (nextToken != null && tasks.size() < MOST_TASKS);
      return Answer.of(tasks);
    } catch (SdkException e) {
      return Failures.answer("logs:DescribeExportTasks", e);
    }
  }

  @Override
  public Answer<Boolean> cancel(String taskId) throws InterruptedException {
    try {
      logs.cancelExportTask(request -> request.taskId(taskId));
      return Answer.of(true);
    } catch (InvalidOperationException | ResourceNotFoundException e) {
      // It has ended by itself, or the service has forgotten it.
      return Answer.of(false);
    } catch (SdkException e) {
      return Failures.answer("logs:CancelExportTask", e);
    }
  }

  @Override
  public Answer<Long> count(CountWith how, String group, Instant from, Instant to)
      throws InterruptedException {
    return counts.count(how, group, from, to);
  }

  @Override
  public Answer<Boolean> hasEvents(String group, Instant from, Instant to)
      throws InterruptedException {
    return counts.any(group, from, to);
  }

  @Override
  public Answer<Map<String, Map<LocalDate, Long>>> countDays(
      List<String> groups, List<DayWindow> days) throws InterruptedException {
    return counts.ofDays(groups, days);
  }

  private static ExportTask task(
      software.amazon.awssdk.services.cloudwatchlogs.model.ExportTask task) {
    boolean hasStatus = task.status() != null;
    return new ExportTask(
        task.taskId(),
        new ExportRequest(
            orEmpty(task.taskName()),
            orEmpty(task.logGroupName()),
            time(task.from()),
            time(task.to()),
            orEmpty(task.destination()),
            orEmpty(task.destinationPrefix())),
        time(task.executionInfo() == null ? null : task.executionInfo().creationTime()),
        hasStatus ? status(orEmpty(task.status().codeAsString())) : ExportTask.Status.UNKNOWN,
        hasStatus ? orEmpty(task.status().message()) : "");
  }

  private static ExportTask.Status status(String code) {
    return switch (code) {
      case "PENDING" -> ExportTask.Status.PENDING;
      case "RUNNING" -> ExportTask.Status.RUNNING;
      case "PENDING_CANCEL" -> ExportTask.Status.PENDING_CANCEL;
      case "COMPLETED" -> ExportTask.Status.COMPLETED;
      case "CANCELLED" -> ExportTask.Status.CANCELLED;
      case "FAILED" -> ExportTask.Status.FAILED;
      default -> ExportTask.Status.UNKNOWN;
    };
  }

  private static Instant time(Long epochMilli) {
    return Instant.ofEpochMilli(epochMilli == null ? 0 : epochMilli);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
