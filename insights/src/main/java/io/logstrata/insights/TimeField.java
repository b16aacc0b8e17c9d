package io.logstrata.insights;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A field that the service fills with a point in time, compared in milliseconds.
 *
 * <pre>{@code
 * Fields.TIMESTAMP.isFrom(Instant.parse("2024-01-02T00:00:00Z"));
 * }</pre>
 */
public final class TimeField extends TypedField<Instant> {
  TimeField(Field field) {
    super(field);
  }

  @Override
  Literal literal(Instant value) {
    return new Literal.Num(BigDecimal.valueOf(value.toEpochMilli()));
  }

  public Filter isBefore(Instant time) {
    return compare(Comparator.LESS, time);
  }

  /** At this time or later. */
  public Filter isFrom(Instant time) {
    return compare(Comparator.AT_LEAST, time);
  }
}
