package io.logstrata.insights;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Named;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query whose last command is {@code stats}: the only place where {@code by} may stand.
 *
 * <pre>{@code
 * Query.all(Aggregates.count().as("events")).by(Fields.LOG_STREAM);
 * }</pre>
 */
public final class StatsQuery extends Query {
  private final Query before;
  private final Command.Stats stats;

  StatsQuery(Query before, Command.Stats stats) {
    super(before.with(stats).pipeline());
    this.before = before;
    this.stats = stats;
  }

  /** One row for each combination of these. */
  public Query by(Groupable first, Groupable... others) {
    List<Named> keys =
        Stream.concat(Stream.of(first), Stream.of(others)).map(Groupable::key).toList();
    return before.with(new Command.Stats(stats.aggregates(), keys));
  }
}
