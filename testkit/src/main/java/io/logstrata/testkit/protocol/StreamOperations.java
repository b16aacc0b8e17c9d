package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.LogStream;
import io.logstrata.testkit.rules.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams. */
final class StreamOperations {
  private final LogStore store;

  StreamOperations(LogStore store) {
    this.store = store;
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateLogStream", this::create,
        "DeleteLogStream", this::delete,
        "DescribeLogStreams", this::describe);
  }

  private void create(Input input, ObjectNode answer) {
    store.createStream(input.text("logGroupName"), input.text("logStreamName"));
  }

  private void delete(Input input, ObjectNode answer) {
    store.deleteStream(input.text("logGroupName"), input.text("logStreamName"));
  }

  private void describe(Input input, ObjectNode answer) {
    LogGroup group = Groups.named(input, store);
    Optional<String> prefix = input.optionalText("logStreamNamePrefix");
    String order = input.optionalText("orderBy").orElse("LogStreamName");
    boolean byTime = order.equals("LastEventTime");
    if (!byTime && !order.equals("LogStreamName")) {
      throw Refusal.constraint(
          order, "orderBy", "Member must satisfy enum value set: [LogStreamName, LastEventTime]");
    }
    if (byTime && prefix.isPresent()) {
      throw Refusal.invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    List<LogStream> chosen = new ArrayList<>();
    for (LogStream stream : group.streams()) {
      if (prefix.map(stream.name()::startsWith).orElse(true)) {
        chosen.add(stream);
      }
    }
    if (byTime) {
      chosen.sort(
          Comparator.<LogStream>comparingLong(stream -> stream.lastTimestamp().orElse(0))
              .thenComparing(LogStream::name));
    }
    if (input.flag("descending", false)) {
      Collections.reverse(chosen);
    }
    int limit = input.numberBetween("limit", 1, 50).orElse(50);
    ArrayNode streams = answer.putArray("logStreams");
    for (LogStream stream : Paging.page(chosen, LogStream::name, input, limit, answer)) {
      show(streams.addObject(), group, stream);
    }
  }

  private void show(ObjectNode shown, LogGroup group, LogStream stream) {
    shown.put("logStreamName", stream.name());
    shown.put("creationTime", stream.createdMillis());
    shown.put("arn", store.account().streamArn(group.name(), stream.name()));
    // The service has answered 0 here for every stream since 2019.
    shown.put("storedBytes", 0);
    stream.firstTimestamp().ifPresent(millis -> shown.put("firstEventTimestamp", millis));
    stream.lastTimestamp().ifPresent(millis -> shown.put("lastEventTimestamp", millis));
    stream.lastIngestion().ifPresent(millis -> shown.put("lastIngestionTime", millis));
  }
}
