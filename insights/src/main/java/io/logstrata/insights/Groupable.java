package io.logstrata.insights;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Named;

/**
 * What rows can be grouped by: a field, or a bucket of time.
 *
 * <pre>{@code
 * query.stats(Aggregates.count()).by(Fields.bin(Duration.ofMinutes(5)).as("at"));
 * }</pre>
 */
public interface Groupable {
  /** The key in the model. */
  Named key();

  /** The same under another name, which {@code sort} and later commands can then speak of. */
  default Groupable as(String name) {
    Expression expression = key().expression();
    return () -> Named.as(expression, name);
  }
}
