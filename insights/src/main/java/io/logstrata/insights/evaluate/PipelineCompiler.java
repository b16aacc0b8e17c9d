package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Pipeline;
import io.logstrata.insights.model.ShownColumns;
import io.logstrata.insights.model.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns the commands of a pipeline into stages, front to back; each stats begins a layout of its
 * own.
 */
final class PipelineCompiler implements Command.Visitor<Void> {
  private static final int MOST_ROWS_WITHOUT_LIMIT = 10_000;
  private static final String TIMESTAMP = "@timestamp";

  private final AbsentFields absentFields;
  private final List<Stage.Step> steps = new ArrayList<>();
  private final Layout eventLayout = new Layout();
  private Layout layout = eventLayout;
  private ConditionCompiler conditions;
  private List<Command> commands = List.of();
  private int index;
  private boolean afterStats;
  private Needle needle = Needle.NONE;
  private final ShownColumns<Integer> columns = new ShownColumns<>();

  PipelineCompiler(AbsentFields absentFields) {
    this.absentFields = absentFields;
    this.conditions = new ConditionCompiler(layout, absentFields);
  }

  CompiledPipeline compile(Pipeline pipeline) {
    commands = pipeline.commands();
    int newestFirst = whereToSortByTime();
    for (index = 0; index < commands.size(); index++) {
      if (index == newestFirst) {
        sortByTime();
      }
      commands.get(index).accept(this);
    }
    if (newestFirst == commands.size()) {
      sortByTime();
    }
    if (commands.stream().noneMatch(command -> command instanceof Command.Limit)) {
      steps.add(Stages.limit(MOST_ROWS_WITHOUT_LIMIT));
    }
    return new CompiledPipeline(
        eventLayout, needle, steps, columns.orElse(List.of(TIMESTAMP, "@message"), layout::slot));
  }

  /**
   * Without an order of its own a query shows the newest first: the place where that must have
   * happened, or -1.
   */
  private int whereToSortByTime() {
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      if (command instanceof Command.Sort
          || command instanceof Command.Stats
          || (command instanceof Command.Limit limit && limit.any())) {
        return -1;
      }
      if (command instanceof Command.Limit || command instanceof Command.Dedup) {
        return i;
      }
    }
    return commands.size();
  }

  private void sortByTime() {
    steps.add(
        Stages.sort(
            new int[] {layout.slot(TIMESTAMP)}, new boolean[] {true}, rowsNeededFrom(index)));
  }

  private int rowsNeededFrom(int next) {
    if (next >= commands.size()) {
      return MOST_ROWS_WITHOUT_LIMIT;
    }
    return commands.get(next) instanceof Command.Limit limit ? limit.count() : Integer.MAX_VALUE;
  }

  @Override
  public Void fields(Command.Fields command) {
    columns.fields(command, this::compute);
    return null;
  }

  @Override
  public Void display(Command.Display command) {
    columns.display(command, this::compute);
    return null;
  }

  private int compute(Named column) {
    if (column.alias().isEmpty() && column.expression() instanceof Field field) {
      return slot(field);
    }
    Operand operand = conditions.expressions().compile(column.expression());
    int slot = layout.made(column.column());
    layout.structures().add(column);
    steps.add(Stages.compute(operand, slot));
    return slot;
  }

  /** Where the field's value lies; a part of what jsonParse made is put there first. */
  private int slot(Field field) {
    if (layout.structures().above(field).isEmpty()) {
      return layout.slot(field.name());
    }
    Operand operand = conditions.expressions().compile(field);
    int slot = layout.made(field.name());
    steps.add(Stages.compute(operand, slot));
    return slot;
  }

  private int[] slots(Stream<Field> fields) {
    return fields.mapToInt(this::slot).toArray();
  }

  @Override
  public Void filter(Command.Filter command) {
    // Only a filter on what the events themselves hold lets lines be passed over before they are
    // read.
    if (steps.isEmpty()) {
      needle = Needle.of(command.condition());
    }
    steps.add(Stages.filter(conditions.compile(command.condition())));
    return null;
  }

  @Override
  public Void sort(Command.Sort command) {
    int[] slots = slots(command.keys().stream().map(SortKey::field));
    boolean[] descending = new boolean[slots.length];
    for (int i = 0; i < slots.length; i++) {
      SortKey key = command.keys().get(i);
      descending[i] = key.descending();
    }
    steps.add(Stages.sort(slots, descending, rowsNeededFrom(index + 1)));
    return null;
  }

  @Override
  public Void limit(Command.Limit command) {
    steps.add(Stages.limit(command.count()));
    return null;
  }

  @Override
  public Void dedup(Command.Dedup command) {
    steps.add(Stages.dedup(slots(command.by().stream())));
    return null;
  }

  @Override
  public Void stats(Command.Stats command) {
    conditions.expressions().bucketsFrom(command.offset());
    Operand[] by =
        command.by().stream()
            .map(key -> conditions.expressions().compile(key.expression()))
            .toArray(Operand[]::new);
    conditions.expressions().bucketsFrom(Optional.empty());
    Layout grouped = new Layout();
    ConditionCompiler groupedConditions = new ConditionCompiler(grouped, absentFields);
    ExpressionCompiler outputs = groupedConditions.expressions();
    outputs.aggregatesFrom(by.length + command.aggregates().size());
    Map<String, Integer> made = new LinkedHashMap<>();
    command.by().forEach(key -> made.put(key.column(), grouped.made(key.column())));
    Operand[] results = new Operand[command.aggregates().size()];
    for (int i = 0; i < results.length; i++) {
      Named aggregate = command.aggregates().get(i);
      results[i] = outputs.compile(aggregate.expression());
      made.put(aggregate.column(), grouped.made(aggregate.column()));
    }
    columns.stats(made);
    int time = afterStats ? -1 : layout.slot(TIMESTAMP);
    List<Accumulator.Source> sources = new ArrayList<>();
    for (Expression.Aggregate aggregate : outputs.aggregates()) {
      sources.add(Accumulator.of(aggregate, conditions.expressions(), time));
      grouped.made("\0" + sources.size());
    }
    steps.add(next -> new Grouping(by, sources, results, grouped.size(), next));
    layout = grouped;
    conditions = groupedConditions;
    afterStats = true;
    return null;
  }

  @Override
  public Void parseGlob(Command.ParseGlob command) {
    return parse(Stages.glob(command), command.source(), command.names());
  }

  @Override
  public Void parseRegex(Command.ParseRegex command) {
    return parse(command.regex().compile(), command.source(), command.regex().groupNames());
  }

  private Void parse(java.util.regex.Pattern pattern, Field source, List<String> names) {
    Operand text = conditions.expressions().compile(source);
    int[] slots = new int[names.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = layout.made(names.get(i));
      columns.parsed(names.get(i), slots[i]);
    }
    steps.add(Stages.parse(pattern, text, slots));
    return null;
  }
}
