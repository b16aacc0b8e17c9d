package io.logstrata.insights.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stage of {@code stats}: one row a group, in the order in which the groups appeared; without
 * groups always one row.
 */
final class Grouping implements Stage {
  private final Operand[] by;
  private final List<Accumulator.Source> aggregates;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();
  private final Stage next;
  private final int width;
  private final Operand[] outputs;

  private record Group(List<Value> key, List<Accumulator> accumulators) {}

  /**
   * Rows behind this stage hold the keys, then the columns, then the raw aggregates; {@code
   * outputs} computes the columns, each from the aggregates and perhaps from earlier columns.
   */
  Grouping(
      Operand[] by, List<Accumulator.Source> aggregates, Operand[] outputs, int width, Stage next) {
    this.by = by;
    this.aggregates = aggregates;
    this.outputs = outputs;
    this.width = width;
    this.next = next;
    if (by.length == 0) {
      group(new Value[0]);
    }
  }

  @Override
  public void accept(Value[] row) {
    Value[] key = new Value[by.length];
    for (int i = 0; i < by.length; i++) {
      key[i] = by[i].of(row);
    }
    for (Accumulator accumulator : group(key).accumulators) {
      accumulator.add(row);
    }
  }

  private Group group(Value[] key) {
    List<String> texts = new ArrayList<>(key.length);
    for (Value value : key) {
      texts.add(value == null ? null : value.text());
    }
    return groups.computeIfAbsent(
        texts,
        any ->
            new Group(
                Arrays.asList(key), aggregates.stream().map(Accumulator.Source::open).toList()));
  }

  @Override
  public void end() {
    for (Group group : groups.values()) {
      Value[] row = new Value[width];
      for (int i = 0; i < by.length; i++) {
        row[i] = group.key.get(i);
      }
      for (int i = 0; i < group.accumulators.size(); i++) {
        row[by.length + outputs.length + i] = group.accumulators.get(i).result();
      }
      for (int i = 0; i < outputs.length; i++) {
        row[by.length + i] = outputs[i].of(row);
      }
      next.accept(row);
    }
    groups.clear();
    next.end();
  }
}
