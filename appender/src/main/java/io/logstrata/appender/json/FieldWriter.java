package io.logstrata.appender.json;

/**
 * The names of the fields behind the first one of an object, and of all those of an object within
 * it, each with what divides it from the one before. Not thread-safe.
 */
final class FieldWriter {
  private final JsonBuffer out;
  private boolean first;

  FieldWriter(JsonBuffer out) {
    this.out = out;
  }

  /** Begins a field; its value comes next. */
  void name(String name) {
    if (first) {
      first = false;
    } else {
      out.raw(',');
    }
    out.string(name);
    out.raw(':');
  }

  /** Begins a field whose value is an object; that one's fields come next. */
  void begin(String name) {
    name(name);
    out.raw('{');
    first = true;
  }

  /** Ends the object that was begun. */
  void end() {
    out.raw('}');
    first = false;
  }
}
