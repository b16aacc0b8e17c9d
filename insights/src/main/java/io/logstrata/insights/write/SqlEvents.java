package io.logstrata.insights.write;

import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;

/** The fields of events in the table that {@link SqlDialect} describes. */
final class SqlEvents {
  private SqlEvents() {}

  static SqlValue field(Field field, SqlEngine engine) {
    if (field.isGenerated()) {
      return switch (field.name()) {
        case "@message" -> SqlValue.text("message");
        case "@logStream" -> SqlValue.text("log_stream");
        case "@log" -> SqlValue.text("log");
        case "@timestamp" -> SqlValue.time("epoch_millis");
        default ->
            throw new NotWritable(
                "the table has no column for "
                    + field.name()
                    + ": it has message, log_stream, log and epoch_millis");
      };
    }
    String path = SqlText.text(path(field, engine));
    return new SqlValue(SqlValue.Kind.SCALAR, engine.scalar(path), engine.isText(path));
  }

  static NotWritable outsideStats(Expression.Aggregate aggregate) {
    return new NotWritable(aggregate.function().spelling() + "() stands outside stats");
  }

  private static String path(Field field, SqlEngine engine) {
    StringBuilder path = new StringBuilder("$");
    boolean first = true;
    for (String segment : field.path()) {
      String key = first && segment.startsWith("@@") ? segment.substring(1) : segment;
      if (key.indexOf('"') >= 0 || key.indexOf('\\') >= 0) {
        throw new NotWritable(
            "SQL cannot name the field "
                + field.name()
                + ", for the quote or backslash in it: rename it where it is logged");
      }
      boolean index = !first && key.matches("0|[1-9][0-9]{0,8}");
      path.append(index ? '[' + key + ']' : engine.member(key));
      first = false;
    }
    return path.toString();
  }
}
