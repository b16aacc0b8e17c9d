package io.logstrata.insights.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which columns a query shows, and in which order: {@code fields} and {@code parse} add some until
 * {@code display} says which, and {@code stats} begins anew.
 *
 * <pre>{@code
 * ShownColumns<String> shown = new ShownColumns<>();
 * shown.fields(fields, column -> sqlOf(column.expression()));
 * shown.orElse(List.of("@timestamp", "@message"), this::sqlOf);
 * }</pre>
 *
 * @param <V> what stands for the value of a column
 */
public final class ShownColumns<V> {
  private final Map<String, V> columns = new LinkedHashMap<>();
  private boolean chosen;
  private boolean displayed;

  /** Computes the columns of {@code fields}, and shows them unless {@code display} came before. */
  public void fields(Command.Fields command, Function<Named, V> computed) {
    for (Named column : command.columns()) {
      V value = computed.apply(column);
      if (!displayed) {
        chosen = true;
        columns.putIfAbsent(column.column(), value);
      }
    }
  }

  /** Computes the columns of {@code display}, and shows no others. */
  public void display(Command.Display command, Function<Named, V> computed) {
    displayed = true;
    chosen = true;
    columns.clear();
    command.columns().forEach(column -> columns.put(column.column(), computed.apply(column)));
  }

  /** Shows what {@code parse} cut out, unless {@code display} came before. */
  public void parsed(String name, V value) {
    if (!displayed) {
      columns.put(name, value);
    }
  }

  /** Shows what {@code stats} makes, and no others. */
  public void stats(Map<String, V> results) {
    displayed = false;
    chosen = true;
    columns.clear();
    columns.putAll(results);
  }

  /** The columns; where no command chose them, these come before what was cut out. */
  public Map<String, V> orElse(List<String> names, Function<String, V> value) {
    Map<String, V> shown = new LinkedHashMap<>();
    if (!chosen) {
      names.forEach(name -> shown.put(name, value.apply(name)));
    }
    shown.putAll(columns);
    return Collections.unmodifiableMap(shown);
  }
}
