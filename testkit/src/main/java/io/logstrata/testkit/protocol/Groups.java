package io.logstrata.testkit.protocol;

import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.rules.Refusal;

/** The two ways in which a request may say which group it means. */
final class Groups {
  private Groups() {}

  /**
   * Returns the group that {@code logGroupName} or {@code logGroupIdentifier} (name or ARN) means.
   */
  static LogGroup named(Input input, LogStore store) {
    String name = input.text("logGroupName");
    String identifier = input.text("logGroupIdentifier");
    if (name != null && identifier != null) {
      throw Refusal.invalidParameter(
          "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
    }
    return store.group(identifier == null ? name : store.account().groupName(identifier));
  }
}
