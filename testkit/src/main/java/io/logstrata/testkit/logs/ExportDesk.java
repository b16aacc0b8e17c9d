package io.logstrata.testkit.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import io.logstrata.testkit.rules.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes export tasks and moves them on with the clock. It has no thread: whatever is due happens at
 * {@link #settle()}, which runs before every call to either endpoint.
 */
public final class ExportDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ExportDesk.class);
  private static final String OWNER = "bucket-owner-full-control";
  private static final String WRITE_TEST = "/aws-logs-write-test";
  private static final String NOT_WRITABLE =
      "PutObject call on the given bucket failed. Please check if CloudWatch Logs has been granted permission to perform this operation.";

  private final LogStore store;
  private final ExportTarget target;
  private final Supplier<ExportOptions> options;
  private final Supplier<Optional<ExportFault>> faults;
  private final List<ExportTask> tasks = new ArrayList<>();

  /** Starts without tasks; options and faults are asked for when a task is created. */
  public ExportDesk(
      LogStore store,
      ExportTarget target,
      Supplier<ExportOptions> options,
      Supplier<Optional<ExportFault>> faults) {
    this.store = store;
    this.target = target;
    this.options = options;
    this.faults = faults;
  }

  /**
   * Takes a task, after writing the test object that the service writes.
   *
   * @return the task's id
   */
  public synchronized String create(ExportRequest request) {
    LogGroup group = store.group(request.group());
    if (request.fromMillis() > request.toMillis()) {
      throw Refusal.invalidParameter("The specified time range is invalid: from is after to.");
    }
    if (request.toMillis() < group.createdMillis()) {
      throw Refusal.invalidParameter(
          "The specified end time must not be earlier than the creation time of the log group.");
    }
    if (tasks.stream().anyMatch(task -> task.status().isActive())) {
      throw Refusal.limitExceeded();
    }
    checkBucket(request);
    try {
      target.put(
          request.bucket(),
          request.prefix() + WRITE_TEST,
          "Permission Check Successful".getBytes(UTF_8));
    } catch (RuntimeException notWritten) {
      LOG.warn(
          "The test object of an export to {} cannot be written", request.bucket(), notWritten);
      throw Refusal.invalidParameter(NOT_WRITABLE);
    }
    ExportTask task =
        new ExportTask(UUID.randomUUID().toString(), request, store.clock().millis(), faults.get());
    tasks.add(0, task);
    return task.id();
  }

  private void checkBucket(ExportRequest request) {
    String bucket = request.bucket();
    if (!target.exists(bucket)) {
      throw Refusal.invalidParameter(
          "The given bucket does not exist. Please make sure the bucket is valid.");
    }
    String arn = "arn:aws:s3:::" + bucket;
    if (!target.allows(bucket, service(), "s3:GetBucketAcl", arn, source(request))) {
      throw new Refusal(
          "AccessDeniedException",
          "GetBucketAcl call on the given bucket failed. Please check if CloudWatch Logs has been granted permission to perform this operation.");
    }
    if (!mayWrite(request, request.prefix() + WRITE_TEST)) {
      throw Refusal.invalidParameter(NOT_WRITABLE);
    }
  }

  private boolean mayWrite(ExportRequest request, String key) {
    Map<String, String> writing = new TreeMap<>(source(request));
    writing.put("s3:x-amz-acl", OWNER);
    String object = "arn:aws:s3:::" + request.bucket() + "/" + key;
    return target.exists(request.bucket())
        && target.allows(request.bucket(), service(), "s3:PutObject", object, writing);
  }

  private String service() {
    return "logs." + store.account().region() + ".amazonaws.com";
  }

  private Map<String, String> source(ExportRequest request) {
    return Map.of(
        // One service calls the other over TLS, whatever this endpoint speaks.
        "aws:securetransport", "true",
        "aws:sourceaccount", store.account().accountId(),
        "aws:sourcearn", store.account().groupArn(request.group()));
  }

  /** Returns all tasks, the newest first. */
  public synchronized List<ExportTask> tasks() {
    return List.copyOf(tasks);
  }

  public synchronized void cancel(String id) {
    ExportTask task =
        tasks.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("The specified export task does not exist."));
    if (!task.status().isActive()) {
      throw new Refusal(
          "InvalidOperationException",
          "The specified export task is " + task.status() + " and cannot be cancelled.");
    }
    task.cancel(store.clock().millis());
    settle(task);
  }

  /** Lets everything happen that is due by the clock. */
  public synchronized void settle() {
    tasks.forEach(this::settle);
  }

  private void settle(ExportTask task) {
    if (task.status() == ExportTask.Status.PENDING_CANCEL) {
      long now = store.clock().millis();
      if (now >= task.cancelledMillis() + options.get().cancelling().toMillis()) {
        task.end(ExportTask.Status.CANCELLED, now);
      }
    } else if (task.status().isActive() && task.fault().orElse(null) != ExportFault.STUCK) {
      advance(task);
    }
  }

  private void advance(ExportTask task) {
    Instant now = store.clock().instant();
    ExportOptions chosen = options.get();
    Instant running = Instant.ofEpochMilli(task.createdMillis()).plus(chosen.pending());
    if (now.isBefore(running)) {
      return;
    }
    if (now.isBefore(running.plus(chosen.running()))) {
      task.run();
      return;
    }
    ExportTask.Status outcome = outcome(task);
    try {
      export(task, chosen, now);
    } catch (RuntimeException notWritten) {
      // The bucket may be gone by now, or the disk full: that is this task's end and no one else's.
      LOG.warn("Export task {} fails: {}", task.id(), notWritten.toString());
      outcome = ExportTask.Status.FAILED;
    }
    task.end(outcome, now.toEpochMilli());
  }

  private static ExportTask.Status outcome(ExportTask task) {
    return task.fault()
        .map(
            fault ->
                switch (fault) {
                  case FAILED -> ExportTask.Status.FAILED;
                  case CANCELLED -> ExportTask.Status.CANCELLED;
                  case PARTIAL, STUCK -> ExportTask.Status.COMPLETED;
                })
        .orElse(ExportTask.Status.COMPLETED);
  }

  private void export(ExportTask task, ExportOptions chosen, Instant now) {
    ExportFault fault = task.fault().orElse(null);
    if (fault == ExportFault.CANCELLED || !groupStillThere(task)) {
      return;
    }
    ExportRequest request = task.request();
    NavigableMap<String, List<LogEvent>> folders = folders(request, chosen, now);
    if (fault == ExportFault.FAILED && !folders.isEmpty()) {
      // What a failed task leaves behind: some of its objects.
      folders = folders.headMap(folders.firstKey(), true);
    }
    folders.forEach(
        (folder, events) -> {
          if (fault == ExportFault.PARTIAL) {
            events.remove(events.size() - 1);
          }
          String path = request.prefix() + "/" + task.id() + "/" + folder;
          if (!mayWrite(request, path + "/000000.gz")) {
            throw Refusal.invalidParameter(NOT_WRITABLE);
          }
          new ExportWriter(target, request.bucket(), path, chosen.partBytes(), chosen.memberBytes())
              .write(events);
        });
  }

  private boolean groupStillThere(ExportTask task) {
    return store.groups().stream().anyMatch(group -> group.name().equals(task.request().group()));
  }

  /** Two streams whose names differ only in "/" and "-" share a folder, as they do in S3. */
  private NavigableMap<String, List<LogEvent>> folders(
      ExportRequest request, ExportOptions chosen, Instant now) {
    long youngest = now.minus(chosen.exportableAfter()).toEpochMilli();
    NavigableMap<String, List<LogEvent>> folders = new TreeMap<>();
    for (LogStore.Found found :
        store.arrived(
            store.group(request.group()), name -> name.startsWith(request.streamPrefix()))) {
      LogEvent event = found.event();
      if (event.ingestionMillis() <= youngest && inWindow(event, request, chosen.window())) {
        folders
            .computeIfAbsent(found.stream().replace('/', '-'), name -> new ArrayList<>())
            .add(event);
      }
    }
    return folders;
  }

  private static boolean inWindow(
      LogEvent event, ExportRequest request, ExportOptions.Window window) {
    return switch (window) {
      case EVENT_TIME ->
          event.timestampMillis() >= request.fromMillis()
              && event.timestampMillis() <= request.toMillis();
      case INGESTION_TIME ->
          event.ingestionMillis() >= request.fromMillis()
              && event.ingestionMillis() < request.toMillis();
    };
  }
}
