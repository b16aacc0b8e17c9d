package io.logstrata.samples.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns: the first column to the left, the others, which are numbers, to the right. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... titles) {
    rows.add(titles);
  }

  Table row(Object... cells) {
    rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
    return this;
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? row[i] + padding : "  " + padding + row[i]);
    }
    return line.toString().stripTrailing();
  }
}
