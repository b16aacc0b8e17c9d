package io.logstrata.insights;

import io.logstrata.insights.evaluate.Event;
import java.time.Instant;

/** Events and instants that several tests speak of. */
public final class Examples {
  public static final Instant NOON = Instant.parse("2024-01-02T12:00:00Z");

  private Examples() {}

  public static Event event(String json) {
    return Event.of(NOON, json);
  }

  public static Event event(int secondsAfterNoon, String json) {
    return Event.builder(NOON.plusSeconds(secondsAfterNoon), json)
        .logGroup("umma-production")
        .logStream("batch")
        .build();
  }
}
