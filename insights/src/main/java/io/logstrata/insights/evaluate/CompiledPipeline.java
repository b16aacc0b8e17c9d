package io.logstrata.insights.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pipeline made ready: stages, and the columns of what comes out. */
final class CompiledPipeline {
  private final Layout layout;
  private final Needle needle;
  private final List<Stage.Step> steps;
  private final Map<String, Integer> columns;

  CompiledPipeline(
      Layout layout, Needle needle, List<Stage.Step> steps, Map<String, Integer> columns) {
    this.layout = layout;
    this.needle = needle;
    this.steps = List.copyOf(steps);
    this.columns = columns;
  }

  List<Map<String, String>> run(Stream<Event> events) {
    List<Map<String, String>> rows = new ArrayList<>();
    Stage first = new Collecting(rows);
    for (int i = steps.size() - 1; i >= 0; i--) {
      first = steps.get(i).before(first);
    }
    for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
      Event event = each.next();
      if (needle.mayBeIn(event.message())) {
        first.accept(layout.read(event));
      }
    }
    first.end();
    return rows;
  }

  private final class Collecting implements Stage {
    private final List<Map<String, String>> rows;

    Collecting(List<Map<String, String>> rows) {
      this.rows = rows;
    }

    @Override
    public void accept(Value[] row) {
      Map<String, String> cells = new LinkedHashMap<>();
      columns.forEach(
          (column, slot) -> {
            if (row[slot] != null) {
              cells.put(column, row[slot].text());
            }
          });
      rows.add(cells);
    }

    @Override
    public void end() {
      // The rows are there already.
    }
  }
}
