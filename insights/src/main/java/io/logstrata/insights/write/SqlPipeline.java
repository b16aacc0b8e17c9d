package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Pipeline;
import io.logstrata.insights.model.ShownColumns;
import io.logstrata.insights.model.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query as SQL: a subquery for each command that makes columns, drops rows by number, or groups.
 * Columns inside have names of ours; what the user named stands in the outermost SELECT only, so
 * that no name can mean two things.
 */
final class SqlPipeline implements Command.Visitor<Void> {
  private static final int MOST_ROWS_WITHOUT_LIMIT = 10_000;
  private static final String TIMESTAMP = "@timestamp";
  private static final String OURS = "__";

  private final SqlEngine engine;
  private final String table;
  private final SqlExpressions expressions;
  private final List<String> eventColumns = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> where = new ArrayList<>();
  private final Map<String, SqlValue> made = new HashMap<>();
  private final ShownColumns<SqlValue> columns = new ShownColumns<>();
  private List<String> order = List.of();
  private boolean afterStats;
  private int names;

  SqlPipeline(SqlEngine engine, String table) {
    this.engine = engine;
    this.table = table;
    this.expressions =
        new SqlExpressions(
            engine,
            this::field,
            aggregate -> {
              throw SqlEvents.outsideStats(aggregate);
            });
  }

  String write(Pipeline pipeline) {
    if (newestFirst(pipeline.commands())) {
      order = List.of(value(Field.path(TIMESTAMP)).order(true, engine));
    }
    pipeline.commands().forEach(command -> command.accept(this));
    boolean limited = pipeline.commands().stream().anyMatch(Command.Limit.class::isInstance);
    String shown =
        columns
            .orElse(List.of(TIMESTAMP, "@message"), name -> value(Field.path(name)))
            .entrySet()
            .stream()
            .map(column -> shown(column.getValue()) + " AS " + named(column.getKey()))
            .collect(joining(", "));
    String last =
        "SELECT "
            + shown
            + from()
            + sorted()
            + (limited ? "" : " LIMIT " + MOST_ROWS_WITHOUT_LIMIT);
    String events =
        OURS
            + "events AS (SELECT message, log_stream, log, epoch_millis"
            + eventColumns.stream().map(column -> ", " + column).collect(joining())
            + " FROM "
            + table
            + ')';
    return "WITH "
        + events
        + steps.stream().map(step -> ", " + step).collect(joining())
        + ' '
        + last;
  }

  /** Without an order of its own a query shows the newest first. */
  private static boolean newestFirst(List<Command> commands) {
    for (Command command : commands) {
      if (command instanceof Command.Limit limit) {
        return !limit.any();
      }
      if (command instanceof Command.Sort || command instanceof Command.Stats) {
        return false;
      }
    }
    return true;
  }

  private String shown(SqlValue value) {
    return value.kind() == SqlValue.Kind.TIME ? value.text(engine) : value.sql();
  }

  @Override
  public Void fields(Command.Fields command) {
    columns.fields(command, this::computed);
    return null;
  }

  @Override
  public Void display(Command.Display command) {
    columns.display(command, this::computed);
    return null;
  }

  private SqlValue computed(Named column) {
    if (column.expression() instanceof Field field) {
      SqlValue value = value(field);
      column.alias().ifPresent(alias -> made.put(alias, value));
      return value;
    }
    SqlValue value = value(column.expression());
    String name = nextName();
    step("*, " + value.sql() + " AS " + name, "");
    SqlValue kept = value.as(name);
    made.put(column.column(), kept);
    return kept;
  }

  @Override
  public Void filter(Command.Filter command) {
    where.add(command.condition().accept(expressions.conditions()));
    return null;
  }

  @Override
  public Void sort(Command.Sort command) {
    List<String> keys = new ArrayList<>();
    for (SortKey key : command.keys()) {
      keys.add(value(key.field()).order(key.descending(), engine));
    }
    order = List.copyOf(keys);
    return null;
  }

  @Override
  public Void limit(Command.Limit command) {
    step("*", sorted() + " LIMIT " + command.count());
    return null;
  }

  @Override
  public Void dedup(Command.Dedup command) {
    List<String> keys = command.by().stream().map(field -> value(field).text(engine)).toList();
    String name = nextName();
    step(
        "*, ROW_NUMBER() OVER (PARTITION BY " + String.join(", ", keys) + sorted() + ") AS " + name,
        "");
    where.add(
        command.by().stream()
            .map(field -> value(field).sql() + " IS NULL")
            .collect(joining(" OR ", '(' + name + " = 1 OR ", ")")));
    return null;
  }

  @Override
  public Void stats(Command.Stats command) {
    SqlGroups groups =
        new SqlGroups(engine, expressions, this::nextName, () -> value(Field.path(TIMESTAMP)));
    Map<String, SqlValue> keys = new LinkedHashMap<>();
    expressions.bucketsFrom(command.offset());
    command.by().forEach(key -> keys.put(key.column(), groups.key(value(key.expression()))));
    expressions.bucketsFrom(Optional.empty());
    SqlExpressions outputs =
        new SqlExpressions(
            engine,
            field -> keys.containsKey(field.name()) ? keys.get(field.name()) : value(field),
            groups::aggregate);
    List<SqlValue> results =
        command.aggregates().stream()
            .map(aggregate -> aggregate.expression().accept(outputs))
            .toList();
    step(groups.columns(), groups.groupBy());
    made.clear();
    Map<String, SqlValue> grouped = new LinkedHashMap<>(keys);
    for (int i = 0; i < results.size(); i++) {
      grouped.put(command.aggregates().get(i).column(), results.get(i));
    }
    made.putAll(grouped);
    columns.stats(grouped);
    afterStats = true;
    order = List.of();
    return null;
  }

  @Override
  public Void parseGlob(Command.ParseGlob command) {
    return parse(command.source(), SqlRegexes.glob(command.pattern()), command.names());
  }

  @Override
  public Void parseRegex(Command.ParseRegex command) {
    return parse(command.source(), command.regex().pattern(), command.regex().groupNames());
  }

  private Void parse(Field source, String pattern, List<String> groups) {
    String text = value(source).text(engine);
    String regex = SqlText.text(SqlRegexes.withoutNames(pattern));
    List<Integer> numbers = SqlRegexes.numbersOfNamed(pattern);
    StringBuilder select = new StringBuilder("*");
    for (int i = 0; i < groups.size(); i++) {
      String name = nextName();
      select.append(
          ", CASE WHEN "
              + engine.finds(text, regex)
              + " THEN regexp_extract("
              + text
              + ", "
              + regex
              + ", "
              + numbers.get(i)
              + ") END AS "
              + name);
      made.put(groups.get(i), SqlValue.text(name));
      columns.parsed(groups.get(i), SqlValue.text(name));
    }
    step(select.toString(), "");
    return null;
  }

  private SqlValue field(Field field) {
    SqlValue known = made.get(field.name());
    if (known != null) {
      return known;
    }
    if (afterStats) {
      throw new NotWritable(field.name() + " is not available after stats");
    }
    SqlValue value = SqlEvents.field(field, engine);
    // Cut out of the message once, however often the query speaks of it, and under a name of ours
    // even where the table has one: ORDER BY would look for that among what the user named.
    String name = nextName();
    eventColumns.add(value.sql() + " AS " + name);
    if (value.kind() == SqlValue.Kind.SCALAR) {
      eventColumns.add(value.isText() + " AS " + name + 't');
      value = new SqlValue(SqlValue.Kind.SCALAR, name, name + 't');
    } else {
      value = value.as(name);
    }
    made.put(field.name(), value);
    return value;
  }

  private SqlValue value(Expression expression) {
    return expression.accept(expressions);
  }

  private void step(String select, String behind) {
    String step = "SELECT " + select + from() + behind;
    where.clear();
    steps.add(OURS + "step" + (steps.size() + 1) + " AS (" + step + ')');
  }

  private String from() {
    return " FROM "
        + OURS
        + (steps.isEmpty() ? "events" : "step" + steps.size())
        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where));
  }

  private String sorted() {
    return order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
  }

  private String nextName() {
    return OURS + names++;
  }

  private static String named(String name) {
    if (name.startsWith(OURS)) {
      throw new NotWritable(
          "the column " + name + " begins as those inside the statement do: give it another name");
    }
    return SqlText.name(name);
  }
}
