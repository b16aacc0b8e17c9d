package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.ExportDesk;
import io.logstrata.testkit.logs.ExportRequest;
import io.logstrata.testkit.logs.ExportTask;
import io.logstrata.testkit.rules.Names;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Export tasks. */
final class ExportOperations {
  private static final Set<String> STATUSES =
      new TreeSet<>(
          List.of("CANCELLED", "COMPLETED", "FAILED", "PENDING", "PENDING_CANCEL", "RUNNING"));
  private static final int LONGEST_NAME = 512;
  private final ExportDesk desk;

  ExportOperations(ExportDesk desk) {
    this.desk = desk;
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateExportTask", this::create,
        "DescribeExportTasks", this::describe,
        "CancelExportTask", this::cancel);
  }

  private void create(Input input, ObjectNode answer) {
    String bucket = input.requiredText("destination");
    if (bucket.isEmpty() || bucket.length() > LONGEST_NAME) {
      throw Refusal.constraint(
          bucket, "destination", "Member must have length between 1 and " + LONGEST_NAME);
    }
    ExportRequest request =
        new ExportRequest(
            input.textUpTo("taskName", LONGEST_NAME).orElse(null),
            Names.group(input.text("logGroupName")),
            input.textUpTo("logStreamNamePrefix", LONGEST_NAME).orElse(""),
            input.requiredTime("from"),
            input.requiredTime("to"),
            bucket,
            input.optionalText("destinationPrefix").orElse("exportedlogs"));
    answer.put("taskId", desk.create(request));
  }

  private void describe(Input input, ObjectNode answer) {
    Optional<String> id = input.optionalText("taskId");
    Optional<String> status = input.optionalText("statusCode");
    if (status.isPresent() && !STATUSES.contains(status.get())) {
      throw Refusal.constraint(
          status.get(), "statusCode", "Member must satisfy enum value set: " + STATUSES);
    }
    List<ExportTask> chosen =
        desk.tasks().stream()
            .filter(task -> id.map(task.id()::equals).orElse(true))
            .filter(task -> status.map(task.status().name()::equals).orElse(true))
            .toList();
    int limit = input.numberBetween("limit", 1, 50).orElse(50);
    ArrayNode tasks = answer.putArray("exportTasks");
    for (ExportTask task : Paging.page(chosen, ExportTask::id, input, limit, answer)) {
      show(tasks.addObject(), task);
    }
  }

  private static void show(ObjectNode shown, ExportTask task) {
    ExportRequest request = task.request();
    shown.put("taskId", task.id());
    if (request.taskName() != null) {
      shown.put("taskName", request.taskName());
    }
    shown.put("logGroupName", request.group());
    shown.put("from", request.fromMillis());
    shown.put("to", request.toMillis());
    shown.put("destination", request.bucket());
    shown.put("destinationPrefix", request.prefix());
    ExportTask.Status status = task.status();
    shown.putObject("status").put("code", status.name()).put("message", status.message());
    ObjectNode execution = shown.putObject("executionInfo");
    execution.put("creationTime", task.createdMillis());
    task.completedMillis().ifPresent(millis -> execution.put("completionTime", millis));
  }

  private void cancel(Input input, ObjectNode answer) {
    desk.cancel(input.requiredText("taskId"));
  }
}
