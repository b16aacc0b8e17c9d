package io.logstrata.insights;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Period;
import java.time.Duration;
import java.util.List;

/**
 * The fields of an event: those that the service fills, and those that your JSON holds.
 *
 * <pre>{@code
 * TextField level = Fields.text("level");
 * NumberField statusCode = Fields.number("statusCode");
 * Filter special = level.is("error").and(statusCode.isNoneOf(400, 401, 403, 404));
 * }</pre>
 */
public final class Fields {
  /** When the event happened. */
  public static final TimeField TIMESTAMP = new TimeField(Field.path("@timestamp"));

  /** The event's text as it was sent. */
  public static final TextField MESSAGE = new TextField(Field.path("@message"));

  /** The log stream it lies in. */
  public static final TextField LOG_STREAM = new TextField(Field.path("@logStream"));

  /** Account and log group, {@code 123456789012:group}. */
  public static final TextField LOG = new TextField(Field.path("@log"));

  /** When the service took it in. */
  public static final TimeField INGESTION_TIME = new TimeField(Field.path("@ingestionTime"));

  private Fields() {}

  /**
   * A text field by its dotted name, such as {@code user.name}; for a key that itself holds a dot
   * see {@link #text(Field)}.
   */
  public static TextField text(String name) {
    return text(Field.of(name));
  }

  /** A text field by its path. */
  public static TextField text(Field field) {
    return new TextField(field);
  }

  /** A number field by its dotted name. */
  public static NumberField number(String name) {
    return number(Field.of(name));
  }

  /** A number field by its path. */
  public static NumberField number(Field field) {
    return new NumberField(field);
  }

  /** A boolean field by its dotted name. */
  public static BooleanField bool(String name) {
    return bool(Field.of(name));
  }

  /** A boolean field by its path. */
  public static BooleanField bool(Field field) {
    return new BooleanField(field);
  }

  /**
   * The start of the stretch of time in which an event lies, in UTC; 300 seconds are written {@code
   * bin(5m)}.
   */
  public static Groupable bin(Duration length) {
    Expression bin = new Expression.Call(Function.BIN, List.of(Period.of(length)));
    return () -> Named.of(bin);
  }
}
