package io.logstrata.samples.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows in columns for a terminal: numbers to the right, what is too long cut off. */
final class Table {
  private static final int WIDEST = 72;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    rows.add(List.of(titles));
  }

  void row(String... cells) {
    rows.add(Stream.of(cells).map(Table::printable).toList());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(width(column) - row.get(column).length());
        line.append("  ");
        line.append(isNumeric(column) ? padding + row.get(column) : row.get(column) + padding);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9.]+ ?%?"));
  }

  /** A log holds what strangers send: no character of it may move the terminal's cursor. */
  private static String printable(String cell) {
    String safe =
        cell.codePoints()
            .map(
                c ->
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
            .limit(WIDEST)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return cell.codePointCount(0, cell.length()) > WIDEST ? safe + "..." : safe;
  }
}
