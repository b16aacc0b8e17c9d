package io.logstrata.appender.json;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A writer for whoever has an event. One is kept; who finds it taken, by another thread or by
 * itself while a value of its event logs something, gets a new one. So nobody waits, and a thread
 * alone always has the same.
 */
final class Writers {
  private final JsonOptions options;
  private final FixedFields fixed;
  private final AtomicReference<EventWriter> spare = new AtomicReference<>();

  Writers(JsonOptions options) {
    this.options = options;
    fixed = new FixedFields(options);
  }

  /** Takes one, to be given back unless it has failed in the midst of an event. */
  EventWriter take() {
    EventWriter kept = spare.getAndSet(null);
    return kept == null ? new EventWriter(options, fixed) : kept;
  }

  void giveBack(EventWriter writer) {
    spare.setRelease(writer);
  }
}
