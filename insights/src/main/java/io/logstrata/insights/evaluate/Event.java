package io.logstrata.insights.evaluate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A log event in memory. Its fields are discovered from the message when somebody asks for them,
 * and only those that are asked for: objects flatten with dots, arrays with zero-based numbers, at
 * most 200 of them, and only if the message is one JSON object.
 *
 * <pre>{@code
 * Event event = Event.of(Instant.now(), "{\"level\":\"error\",\"statusCode\":503}");
 * event.field("statusCode"); // Optional[503]
 * }</pre>
 */
public final class Event {
  private final Instant timestamp;
  private final String message;
  private final String logGroup;
  private final String logStream;
  private final Instant ingestionTime;
  private final String accountId;
  // The last predicate's fields: who asks an event the same question again need not read its JSON
  // again.
  private volatile Read lastRead;

  private Event(Builder builder) {
    timestamp = builder.timestamp;
    message = builder.message;
    logGroup = builder.logGroup;
    logStream = builder.logStream;
    ingestionTime = builder.ingestionTime;
    accountId = builder.accountId;
  }

  /** An event of no particular group or stream. */
  public static Event of(Instant timestamp, String message) {
    return builder(timestamp, message).build();
  }

  /** An event whose other properties are still to be named. */
  public static Builder builder(Instant timestamp, String message) {
    return new Builder(timestamp, message);
  }

  /** When it happened; {@code @timestamp}. */
  public Instant timestamp() {
    return timestamp;
  }

  /** Its text; {@code @message}. */
  public String message() {
    return message;
  }

  /** Its log group, or the empty text. */
  public String logGroup() {
    return logGroup;
  }

  /** Its log stream, or the empty text; {@code @logStream}. */
  public String logStream() {
    return logStream;
  }

  /** When the service took it in, if known; {@code @ingestionTime}. */
  public Optional<Instant> ingestionTime() {
    return Optional.ofNullable(ingestionTime);
  }

  /**
   * The text of a field by its discovered name, such as {@code user.id}, {@code items.0} or
   * {@code @logStream}.
   */
  public Optional<String> field(String name) {
    Layout layout = new Layout();
    int slot = layout.slot(name);
    Value value = layout.read(this)[slot];
    return Optional.ofNullable(value).map(Value::text);
  }

  @Override
  public String toString() {
    return timestamp + " " + message;
  }

  /** {@code account:group}, as {@code @log} shows it; null without a group. */
  Value log() {
    return logGroup.isEmpty()
        ? null
        : Value.text(accountId.isEmpty() ? logGroup : accountId + ':' + logGroup);
  }

  /** The fields that this layout asks for; not to be written to. */
  Value[] row(Layout layout) {
    Read last = lastRead;
    if (last == null || last.layout != layout) {
      last = new Read(layout, layout.read(this));
      lastRead = last;
    }
    return last.row;
  }

  private static final class Read {
    private final Layout layout;
    private final Value[] row;

    Read(Layout layout, Value[] row) {
      this.layout = layout;
      this.row = row;
    }
  }

  /** Names an event's properties one by one. */
  public static final class Builder {
    private final Instant timestamp;
    private final String message;
    private String logGroup = "";
    private String logStream = "";
    private String accountId = "";
    private Instant ingestionTime;

    private Builder(Instant timestamp, String message) {
      this.timestamp = requireNonNull(timestamp, "timestamp");
      this.message = requireNonNull(message, "message");
    }

    /** The log group it lies in. */
    public Builder logGroup(String logGroup) {
      this.logGroup = requireNonNull(logGroup, "logGroup");
      return this;
    }

    /** The log stream it lies in. */
    public Builder logStream(String logStream) {
      this.logStream = requireNonNull(logStream, "logStream");
      return this;
    }

    /** The account of the log group, for {@code @log}. */
    public Builder accountId(String accountId) {
      this.accountId = requireNonNull(accountId, "accountId");
      return this;
    }

    /** When the service took it in. */
    public Builder ingestionTime(Instant ingestionTime) {
      this.ingestionTime = requireNonNull(ingestionTime, "ingestionTime");
      return this;
    }

    /** The event. */
    public Event build() {
      return new Event(this);
    }
  }
}
