package io.logstrata.insights.model;

import io.logstrata.insights.model.Pipeline.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the service refuses in a sequence of commands that are each right by themselves (see
 * docs/semantics.md for sources).
 */
final class PipelineRules implements Command.Visitor<Void> {
  private static final int MOST_STATS = 10;
  private static final String TIMESTAMP = "@timestamp";

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> defined = new HashSet<>();
  private final Structures structures = new Structures();
  // Names a command may speak of; null while every field of the event is there.
  private Set<String> available;
  private int index;
  private int statsSeen;
  private boolean dedupSeen;

  private PipelineRules() {}

  static List<Problem> problems(List<Command> commands) {
    PipelineRules rules = new PipelineRules();
    rules.order(commands);
    for (Command command : commands) {
      command.accept(rules);
      rules.index++;
    }
    return rules.problems;
  }

  private void order(List<Command> commands) {
    int lastStats = -1;
    for (int i = 0; i < commands.size(); i++) {
      lastStats = commands.get(i) instanceof Command.Stats ? i : lastStats;
    }
    for (int i = 0; i < lastStats; i++) {
      String name =
          commands.get(i) instanceof Command.Sort
              ? "sort"
              : commands.get(i) instanceof Command.Limit ? "limit" : null;
      if (name != null) {
        problems.add(new Problem(i, name + " stands before the last stats: put it after"));
      }
    }
  }

  @Override
  public Void fields(Command.Fields command) {
    afterDedup("fields");
    for (Named column : command.columns()) {
      scalar(column.expression(), "fields");
      if (column.alias().isPresent()) {
        String alias = column.alias().get();
        if (References.of(column.expression()).stream()
            .anyMatch(field -> field.name().equals(alias))) {
          problems.add(
              new Problem(
                  index,
                  "the name "
                      + alias
                      + " is already that of a field in its own expression: choose another"));
        }
        define(alias);
        structures.add(column);
      } else if (column.expression() instanceof Field field && parsed.contains(field.name())) {
        problems.add(
            new Problem(
                index,
                "Ephemeral field is already defined: "
                    + field.name()
                    + ": parse already shows it, or use display"));
      } else {
        named(column);
      }
    }
    return null;
  }

  private final Set<String> parsed = new HashSet<>();

  @Override
  public Void display(Command.Display command) {
    afterDedup("display");
    for (Named column : command.columns()) {
      scalar(column.expression(), "display");
      column.alias().ifPresentOrElse(this::define, () -> named(column));
      structures.add(column);
    }
    return null;
  }

  @Override
  public Void filter(Command.Filter command) {
    afterDedup("filter");
    if (References.hasAggregate(command.condition())) {
      problems.add(
          new Problem(
              index, "filter cannot hold an aggregate: name it in stats and filter by the name"));
    }
    known(References.of(command.condition()));
    return null;
  }

  @Override
  public Void sort(Command.Sort command) {
    afterDedup("sort");
    command.keys().forEach(key -> known(Set.of(key.field())));
    command.keys().forEach(key -> noStructure(key.field(), "sort"));
    return null;
  }

  @Override
  public Void limit(Command.Limit command) {
    return null;
  }

  @Override
  public Void dedup(Command.Dedup command) {
    afterDedup("dedup");
    dedupSeen = true;
    known(new HashSet<>(command.by()));
    command.by().forEach(field -> noStructure(field, "dedup"));
    return null;
  }

  @Override
  public Void stats(Command.Stats command) {
    afterDedup("stats");
    if (++statsSeen > MOST_STATS) {
      problems.add(new Problem(index, "more than " + MOST_STATS + " stats commands in one query"));
    }
    Set<String> columns = new HashSet<>();
    for (Named by : command.by()) {
      if (References.hasAggregate(by.expression())) {
        problems.add(new Problem(index, "by cannot hold an aggregate"));
      }
      known(References.of(by.expression()));
      noStructure(by.expression(), "stats");
      by.alias().ifPresent(this::define);
      named(by);
      columns.add(columnOrEmpty(by));
    }
    for (Named aggregate : command.aggregates()) {
      aggregate(aggregate, columns);
    }
    available = columns;
    structures.clear();
    return null;
  }

  private void aggregate(Named aggregate, Set<String> columns) {
    Set<Field> outside = References.outsideAggregates(aggregate.expression());
    boolean onlyColumns =
        !outside.isEmpty() && outside.stream().allMatch(field -> columns.contains(field.name()));
    if (!onlyColumns && (!outside.isEmpty() || !References.hasAggregate(aggregate.expression()))) {
      problems.add(
          new Problem(
              index,
              "stats shows aggregates, and this is none: write a function such as count(*) or max(...) around it, or move it after by"));
    }
    Set<Field> inside = new HashSet<>(References.of(aggregate.expression()));
    inside.removeAll(outside);
    known(inside);
    if (statsSeen > 1 && References.needsTime(aggregate.expression())) {
      problems.add(
          new Problem(
              index,
              "earliest() and latest() need @timestamp, which the stats before has dropped: use them in the first stats"));
    }
    aggregate.alias().ifPresent(this::define);
    named(aggregate);
    if (!columns.add(columnOrEmpty(aggregate))) {
      problems.add(
          new Problem(
              index,
              "two columns of stats have the name "
                  + columnOrEmpty(aggregate)
                  + ": give one another"));
    }
  }

  @Override
  public Void parseGlob(Command.ParseGlob command) {
    return parse(command.source(), command.names());
  }

  @Override
  public Void parseRegex(Command.ParseRegex command) {
    return parse(command.source(), command.regex().groupNames());
  }

  private Void parse(Field source, List<String> names) {
    afterDedup("parse");
    known(Set.of(source));
    for (String name : names) {
      define(name);
      parsed.add(name);
    }
    return null;
  }

  private void scalar(Expression expression, String command) {
    if (References.hasAggregate(expression)) {
      problems.add(new Problem(index, command + " cannot hold an aggregate: only stats can"));
    }
    known(References.of(expression));
  }

  private void noStructure(Expression expression, String command) {
    if (structures.isWhole(expression)) {
      problems.add(
          new Problem(
              index,
              command
                  + " takes no map or list, which "
                  + ColumnName.of(expression)
                  + " is: name one of its parts in fields"));
    }
  }

  private void define(String name) {
    if (!defined.add(name)) {
      problems.add(
          new Problem(
              index,
              "Ephemeral field is already defined: " + name + ": give each name once in a query"));
    }
    if (available != null) {
      available.add(name);
    }
  }

  private void known(Set<Field> fields) {
    for (Field field : fields) {
      if (available != null
          && !available.contains(field.name())
          && structures.above(field).isEmpty()) {
        String hint =
            field.name().equals(TIMESTAMP)
                ? ": carry it over, as in stats max(@timestamp) as @t, and use datefloor(@t, 5m) instead of bin"
                : ": the stats before it keeps only "
                    + String.join(", ", available.stream().sorted().toList());
        problems.add(new Problem(index, field.name() + " is not available after stats" + hint));
      }
    }
  }

  private void named(Named column) {
    if (columnOrEmpty(column).isEmpty()) {
      problems.add(new Problem(index, "a condition shown as a column needs a name: add `as name`"));
    }
  }

  private static String columnOrEmpty(Named column) {
    try {
      return column.column();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void afterDedup(String command) {
    if (dedupSeen) {
      problems.add(new Problem(index, command + " stands after dedup: only limit may follow it"));
    }
  }
}
