package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Pipeline;
import java.util.List;

/**
 * Pipelines and conditions as Insights QL.
 *
 * <pre>{@code
 * InsightsWriter.compact(query.pipeline()); // fields @message | limit 20
 * }</pre>
 */
public final class InsightsWriter implements Command.Visitor<String> {
  /** The longest query that StartQuery takes (API reference, StartQuery). */
  public static final int MOST_CHARACTERS = 10_000;

  private final InsightsExpressions expressions = new InsightsExpressions();

  private InsightsWriter() {}

  /** The condition, as it stands after {@code filter}. */
  public static String write(Condition condition) {
    return sendable(List.of(new InsightsWriter().expressions.conditions().write(condition)), "");
  }

  /** The expression, as it stands after {@code fields}. */
  static String write(Expression expression) {
    return expression.accept(new InsightsWriter().expressions);
  }

  /** The query in one line. */
  public static String compact(Pipeline pipeline) {
    return write(pipeline, " | ");
  }

  /** The query, a command a line, as the console shows it. */
  public static String pretty(Pipeline pipeline) {
    return write(pipeline, "\n| ");
  }

  private static String write(Pipeline pipeline, String separator) {
    InsightsWriter writer = new InsightsWriter();
    return sendable(
        pipeline.commands().stream().map(command -> command.accept(writer)).toList(), separator);
  }

  private static String sendable(List<String> commands, String separator) {
    String text = String.join(separator, commands);
    Lengths.check("query", text, MOST_CHARACTERS, commands, "split it");
    return WholeCharacters.check(text, "query");
  }

  @Override
  public String fields(Command.Fields command) {
    return "fields " + columns(command.columns());
  }

  @Override
  public String display(Command.Display command) {
    return "display " + columns(command.columns());
  }

  @Override
  public String filter(Command.Filter command) {
    return "filter " + expressions.conditions().write(command.condition());
  }

  @Override
  public String sort(Command.Sort command) {
    return command.keys().stream()
        .map(key -> Quoting.field(key.field()) + (key.descending() ? " desc" : " asc"))
        .collect(joining(", ", "sort ", ""));
  }

  @Override
  public String limit(Command.Limit command) {
    return (command.any() ? "limit any " : "limit ") + command.count();
  }

  @Override
  public String dedup(Command.Dedup command) {
    return command.by().stream().map(Quoting::field).collect(joining(", ", "dedup ", ""));
  }

  @Override
  public String stats(Command.Stats command) {
    return "stats "
        + columns(command.aggregates())
        + (command.by().isEmpty() ? "" : " by " + columns(command.by()))
        + command.offset().map(offset -> " offset " + offset.text()).orElse("");
  }

  @Override
  public String parseGlob(Command.ParseGlob command) {
    return "parse "
        + Quoting.field(command.source())
        + ' '
        + Quoting.text(command.pattern())
        + command.names().stream().map(Quoting::name).collect(joining(", ", " as ", ""));
  }

  @Override
  public String parseRegex(Command.ParseRegex command) {
    return "parse "
        + Quoting.field(command.source())
        + ' '
        + Quoting.regex(command.regex().pattern());
  }

  private String columns(List<Named> columns) {
    return columns.stream()
        .map(
            column ->
                column.expression().accept(expressions)
                    + column.alias().map(alias -> " as " + Quoting.name(alias)).orElse(""))
        .collect(joining(", "));
  }
}
