package io.logstrata.insights;

import io.logstrata.insights.evaluate.AbsentFields;
import io.logstrata.insights.evaluate.Evaluation;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Pipeline;
import io.logstrata.insights.model.SortKey;
import io.logstrata.insights.read.InsightsReader;
import io.logstrata.insights.write.InsightsWriter;
import io.logstrata.insights.write.QuerySentences;
import io.logstrata.insights.write.SqlDialect;
import io.logstrata.insights.write.SqlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An Insights query. Immutable; each method gives a new query with one more command, and refuses
 * what the service would refuse.
 *
 * <pre>{@code
 * Query newest = Query.fields(TIMESTAMP, MESSAGE).filter(ErrorFilter.special()).sort(TIMESTAMP.descending()).limit(100);
 * Query byStream = Query.where(ErrorFilter.special()).stats(Aggregates.count().as("errors")).by(LOG_STREAM);
 * }</pre>
 */
public sealed class Query permits StatsQuery {
  private final Pipeline pipeline;

  Query(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** A query of these commands. */
  public static Query of(Pipeline pipeline) {
    return new Query(pipeline);
  }

  /**
   * Reads an Insights query, as people paste it from the console: line breaks, comments, both
   * quotes.
   *
   * @throws io.logstrata.insights.read.SyntaxException if it is none, or uses what is not
   *     supported, with the place
   */
  public static Query parse(String insightsQuery) {
    return new Query(InsightsReader.query(insightsQuery));
  }

  /** A query that begins with the columns to show. */
  public static Query fields(Selectable first, Selectable... others) {
    return new Query(new Pipeline(List.of(new Command.Fields(columns(first, others)))));
  }

  /**
   * A query that begins with a filter. (Java forbids a static and an instance method of one name
   * and parameter, hence not filter.)
   */
  public static Query where(Filter filter) {
    return new Query(new Pipeline(List.of(new Command.Filter(filter.condition()))));
  }

  /** A query over all events, that begins with {@code stats}. */
  public static StatsQuery all(Aggregate first, Aggregate... others) {
    return new Query(new Pipeline(List.of())).stats(first, others);
  }

  /** Keeps the events, or after {@code stats} the rows, that satisfy the filter. */
  public Query filter(Filter filter) {
    return with(new Command.Filter(filter.condition()));
  }

  /** Shows these columns and no others. */
  public Query display(Selectable first, Selectable... others) {
    return with(new Command.Display(columns(first, others)));
  }

  /** Cuts fields out of a text: each star of the glob becomes the next name. */
  public Query parse(TypedField<?> source, String glob, String firstName, String... otherNames) {
    return with(
        new Command.ParseGlob(
            source.field(),
            glob,
            Stream.concat(Stream.of(firstName), Stream.of(otherNames)).toList()));
  }

  /** Aggregates; {@link StatsQuery#by} may follow. */
  public StatsQuery stats(Aggregate first, Aggregate... others) {
    List<Named> aggregates =
        Stream.concat(Stream.of(first), Stream.of(others)).map(Aggregate::named).toList();
    return new StatsQuery(this, new Command.Stats(aggregates, List.of()));
  }

  /** Sorts the rows. */
  public Query sort(SortKey first, SortKey... others) {
    return with(new Command.Sort(Stream.concat(Stream.of(first), Stream.of(others)).toList()));
  }

  /** Keeps the first rows, 1 to 100,000. Without a limit the service returns 10,000 at most. */
  public Query limit(int rows) {
    return with(new Command.Limit(rows, false));
  }

  /**
   * Keeps the first row of each combination of values; rows that lack one of the fields are all
   * kept. Only limit may follow.
   */
  public Query dedup(TypedField<?> first, TypedField<?>... others) {
    return with(
        new Command.Dedup(
            Stream.concat(Stream.of(first), Stream.of(others))
                .<Field>map(TypedField::field)
                .toList()));
  }

  /** The query in one line. */
  public String toInsights() {
    return InsightsWriter.compact(pipeline);
  }

  /** The query, a command a line. */
  public String toPrettyInsights() {
    return InsightsWriter.pretty(pipeline);
  }

  /**
   * The query as one SELECT statement, over a table as {@link SqlDialect} describes it. Counts and
   * other numbers come as numbers, points in time as text in UTC, as the service shows them.
   *
   * <pre>{@code
   * Query.where(ErrorFilter.special()).stats(Aggregates.count().as("errors")).toSql(SqlDialect.ATHENA, "logs");
   * }</pre>
   *
   * @param table a table, or anything else that may stand after FROM; written as it is, so never
   *     from a stranger's hand
   * @throws io.logstrata.insights.write.NotWritable if the dialect cannot say it, naming the part
   */
  public String toSql(SqlDialect dialect, String table) {
    return SqlWriter.write(pipeline, dialect, table);
  }

  /**
   * In one line for people, a part for each command: for the title of a table, say. Not meant to be
   * read back.
   *
   * <pre>{@code
   * Query.where(Fields.text("level").is("error")).limit(20).toSentence(); // where level is "error"; at most 20 events
   * }</pre>
   *
   * @throws io.logstrata.insights.write.NotWritable if it holds a name with a line break
   */
  public String toSentence() {
    return QuerySentences.write(pipeline);
  }

  /** The rows that it makes of these events, in memory. */
  public List<Row> over(Stream<Event> events) {
    return over(events, AbsentFields.KEEP);
  }

  /** The same, with an explicit reading of conditions that came from a text without guards. */
  public List<Row> over(Stream<Event> events, AbsentFields absentFields) {
    return Evaluation.rows(pipeline, events, absentFields).stream().map(Row::new).toList();
  }

  /** The query in the model. */
  public final Pipeline pipeline() {
    return pipeline;
  }

  Query with(Command command) {
    List<Command> commands = new ArrayList<>(pipeline.commands());
    commands.add(command);
    return new Query(new Pipeline(commands));
  }

  private static List<Named> columns(Selectable first, Selectable... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).map(Selectable::named).toList();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Query query && pipeline.equals(query.pipeline);
  }

  @Override
  public final int hashCode() {
    return pipeline.hashCode();
  }

  @Override
  public final String toString() {
    return toInsights();
  }
}
