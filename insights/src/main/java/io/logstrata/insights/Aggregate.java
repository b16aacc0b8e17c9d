package io.logstrata.insights;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Named;
import java.util.Optional;

/**
 * A column of {@code stats}; made by {@link Aggregates}.
 *
 * <pre>{@code
 * Aggregates.average(Fields.number("durationMs")).as("mean");
 * }</pre>
 */
public final class Aggregate {
  private final Named named;

  Aggregate(Expression expression) {
    this(new Named(expression, Optional.empty()));
  }

  private Aggregate(Named named) {
    this.named = named;
  }

  /** The same under a name of its own, which {@code sort} and {@link Row} can speak of. */
  public Aggregate as(String name) {
    return new Aggregate(Named.as(named.expression(), name));
  }

  Named named() {
    return named;
  }
}
