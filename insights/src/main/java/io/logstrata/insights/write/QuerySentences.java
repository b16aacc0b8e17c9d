package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Pipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole queries in one line for people, a part for each command. Not read back by anything.
 *
 * <pre>{@code
 * QuerySentences.write(query.pipeline()); // show @message; where level is "error"; at most 20 events
 * }</pre>
 */
public final class QuerySentences implements Command.Visitor<String> {
  private String counted = "event";

  private QuerySentences() {}

  /**
   * The query in words.
   *
   * @throws NotWritable if it holds a name that Insights QL cannot write
   */
  public static String write(Pipeline pipeline) {
    if (pipeline.commands().isEmpty()) {
      return "all events";
    }
    QuerySentences writer = new QuerySentences();
    List<String> parts = new ArrayList<>();
    for (Command command : pipeline.commands()) {
      parts.add(command.accept(writer));
    }
    return String.join("; ", parts);
  }

  @Override
  public String fields(Command.Fields command) {
    return "show " + columns(command.columns());
  }

  @Override
  public String display(Command.Display command) {
    return "show only " + columns(command.columns());
  }

  @Override
  public String filter(Command.Filter command) {
    return "where " + Sentences.write(command.condition());
  }

  @Override
  public String sort(Command.Sort command) {
    return command.keys().stream()
        .map(
            key ->
                (key.descending() ? "highest " : "lowest ")
                    + Sentences.words(key.field())
                    + " first")
        .collect(joining(", then "));
  }

  @Override
  public String limit(Command.Limit command) {
    return (command.any() ? "any " : "at most ")
        + command.count()
        + ' '
        + counted
        + (command.count() == 1 ? "" : "s");
  }

  @Override
  public String dedup(Command.Dedup command) {
    return command.by().stream()
        .map(Sentences::words)
        .collect(joining(" and ", "only the first " + counted + " of each ", ""));
  }

  @Override
  public String stats(Command.Stats command) {
    String aggregates = columns(command.aggregates());
    counted = "row";
    return command.by().isEmpty()
        ? aggregates
        : command.by().stream()
            .map(this::column)
            .collect(joining(" and each ", aggregates + ", for each ", ""));
  }

  @Override
  public String parseGlob(Command.ParseGlob command) {
    return taken(command.names(), command.source(), Quoting.text(command.pattern()));
  }

  @Override
  public String parseRegex(Command.ParseRegex command) {
    return taken(
        command.regex().groupNames(), command.source(), Quoting.regex(command.regex().pattern()));
  }

  private static String taken(List<String> names, Field source, String pattern) {
    return "take "
        + names.stream().map(QuerySentences::name).collect(joining(" and "))
        + " from "
        + Sentences.words(source)
        + " as in "
        + Sentences.inOneLine(pattern);
  }

  private String columns(List<Named> columns) {
    return columns.stream().map(this::column).collect(joining(", "));
  }

  private String column(Named column) {
    return value(column.expression())
        + column.alias().map(alias -> " as " + name(alias)).orElse("");
  }

  private String value(Expression expression) {
    if (expression instanceof Expression.Aggregate aggregate) {
      return aggregate(aggregate);
    }
    return expression instanceof Expression.Call call && call.function() == Function.BIN
        ? Sentences.words(call.arguments().get(0))
        : Sentences.words(expression);
  }

  private String aggregate(Expression.Aggregate aggregate) {
    List<String> arguments = aggregate.arguments().stream().map(Sentences::words).toList();
    String first = arguments.isEmpty() ? counted + 's' : arguments.get(0);
    return switch (aggregate.function()) {
      case COUNT -> "number of " + first;
      case COUNT_DISTINCT -> "number of different " + first;
      case SUM -> "sum of " + first;
      case AVG -> "average of " + first;
      case MIN -> "smallest " + first;
      case MAX -> "largest " + first;
      case STDDEV -> "standard deviation of " + first;
      case VARIANCE -> "variance of " + first;
      case PCT -> "percentile " + arguments.get(1) + " of " + first;
      case EARLIEST -> "earliest " + first;
      case LATEST -> "latest " + first;
    };
  }

  private static String name(String name) {
    return Sentences.inOneLine(Quoting.name(name));
  }
}
