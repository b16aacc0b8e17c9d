package io.logstrata.insights;

import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;

/**
 * A field that holds true or false.
 *
 * <pre>{@code
 * Filter retried = Fields.bool("retried").isTrue();
 * }</pre>
 */
public final class BooleanField extends TypedField<Boolean> {
  BooleanField(Field field) {
    super(field);
  }

  @Override
  Literal literal(Boolean value) {
    return new Literal.Bool(value);
  }

  public Filter isTrue() {
    return is(true);
  }

  public Filter isFalse() {
    return is(false);
  }
}
