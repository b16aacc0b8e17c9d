package io.logstrata.insights.write;

import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Pipeline;

/**
 * Conditions and whole queries as SQL; see {@link SqlDialect} for the table they speak of.
 *
 * <pre>{@code
 * SqlWriter.write(query.pipeline(), SqlDialect.DUCKDB, "logs");
 * }</pre>
 */
public final class SqlWriter {
  private SqlWriter() {}

  /**
   * The condition, as it stands after WHERE.
   *
   * @throws NotWritable if the dialect cannot say it, naming the part
   */
  public static String write(Condition condition, SqlDialect dialect) {
    SqlEngine engine = dialect.engine();
    SqlExpressions expressions =
        new SqlExpressions(
            engine,
            field -> SqlEvents.field(field, engine),
            aggregate -> {
              throw SqlEvents.outsideStats(aggregate);
            });
    return WholeCharacters.check(condition.accept(expressions.conditions()), "SQL");
  }

  /**
   * The query as one SELECT statement over a table.
   *
   * @param table the table, or anything else that may stand after FROM, as it stands there
   * @throws NotWritable if the dialect cannot say it, naming the part
   */
  public static String write(Pipeline pipeline, SqlDialect dialect, String table) {
    return WholeCharacters.check(new SqlPipeline(dialect.engine(), table).write(pipeline), "SQL");
  }
}
