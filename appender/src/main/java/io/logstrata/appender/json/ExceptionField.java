package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;

/** The exception of an event, and the status that it gives. Not thread-safe. */
final class ExceptionField {
  private final JsonBuffer out;
  private final FieldWriter fields;
  private final ValueWriter values;
  private final StackText stack;
  private final boolean givesStatus;
  private final String statusName;
  private final String exceptionName;
  private int stackBytes;
  private int cutCharacters;

  ExceptionField(JsonOptions options, JsonBuffer out, FieldWriter fields, ValueWriter values) {
    this.out = out;
    this.fields = fields;
    this.values = values;
    stack = new StackText(options.maxStackCharacters());
    givesStatus = options.statusFromException();
    statusName = options.name("statusCode");
    exceptionName = options.name("exception");
  }

  /**
   * Writes nothing if there is none.
   *
   * @param stackLimit bytes of the stack trace
   * @param hasStatus whether the event has a status already
   */
  void write(IThrowableProxy throwable, int stackLimit, boolean hasStatus) {
    stackBytes = 0;
    cutCharacters = 0;
    if (throwable == null) {
      return;
    }
    if (!hasStatus && givesStatus) {
      status(throwable);
    }
    fields.begin(exceptionName);
    fields.name("class");
    values.text(String.valueOf(throwable.getClassName()));
    if (throwable.getMessage() != null) {
      fields.name("message");
      values.text(throwable.getMessage());
    }
    fields.name("stack");
    stack(throwable, stackLimit);
    fields.end();
  }

  /** How long the stack trace is, in bytes. */
  int stackBytes() {
    return stackBytes;
  }

  /** How long it was before it was cut, in characters; zero if it is whole. */
  int cutCharacters() {
    return cutCharacters;
  }

  private void status(IThrowableProxy throwable) {
    int status = StatusOfException.of(throwable);
    if (status != 0) {
      fields.name(statusName);
      out.ascii(Integer.toString(status));
    }
  }

  private void stack(IThrowableProxy throwable, int limit) {
    CharSequence text = stack.of(throwable);
    int start = out.size();
    if (out.string(text, limit) < text.length() || stack.isCut()) {
      cutCharacters = stack.characters();
    }
    stackBytes = out.size() - start - 2;
  }
}
