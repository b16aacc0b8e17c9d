package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.rules.Acceptance;
import io.logstrata.testkit.rules.OfferedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** PutLogEvents. Sequence tokens are taken and ignored, as the service has done since 2023. */
final class PutOperation implements Operation {
  private final LogStore store;

  PutOperation(LogStore store) {
    this.store = store;
  }

  @Override
  public void perform(Input input, ObjectNode answer) {
    Acceptance acceptance =
        store.put(input.text("logGroupName"), input.text("logStreamName"), batch(input));
    answer.put("nextSequenceToken", "0");
    if (acceptance.rejectsSome()) {
      ObjectNode rejected = answer.putObject("rejectedLogEventsInfo");
      acceptance.tooNewStart().ifPresent(index -> rejected.put("tooNewLogEventStartIndex", index));
      acceptance.tooOldEnd().ifPresent(index -> rejected.put("tooOldLogEventEndIndex", index));
      acceptance.expiredEnd().ifPresent(index -> rejected.put("expiredLogEventEndIndex", index));
    }
  }

  private static List<OfferedEvent> batch(Input input) {
    List<Input> elements = input.list("logEvents");
    if (elements == null) {
      return null;
    }
    List<OfferedEvent> batch = new ArrayList<>(elements.size());
    for (Input element : elements) {
      OptionalLong timestamp = element.number("timestamp");
      batch.add(
          new OfferedEvent(
              timestamp.isPresent() ? timestamp.getAsLong() : null, element.text("message")));
    }
    return batch;
  }
}
