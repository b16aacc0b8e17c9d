package io.logstrata.testkit;

import io.logstrata.testkit.logs.LogStore;
import java.time.Instant;

/** From the store's events to those that a test sees. */
final class StoredEvents {
  private StoredEvents() {}

  static StoredEvent of(String logGroup, LogStore.Found found) {
    return new StoredEvent(
        logGroup,
        found.stream(),
        Instant.ofEpochMilli(found.event().timestampMillis()),
        Instant.ofEpochMilli(found.event().ingestionMillis()),
        found.event().message());
  }
}
