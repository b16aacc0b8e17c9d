package io.logstrata.samples.quickstart;

import io.logstrata.insights.Row;
import io.logstrata.samples.cluster.WorkerReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the workers said, what the live service said and what the archive said, side by side.
 *
 * @param reports each worker's own word, by log stream
 * @param archived how many events of each stream the archive holds
 */
record Findings(
    Map<String, WorkerReport> reports,
    Map<String, Long> archived,
    Questions.Answer live,
    Questions.Answer fromArchive) {
  private static final int NEWEST_SHOWN = 3;
  private static final int MESSAGE_SHOWN = 100;

  boolean agree() {
    Map<String, Long> written = new TreeMap<>();
    Map<String, Long> expected = new TreeMap<>();
    reports.forEach(
        (stream, report) -> {
          if (report.written() > 0) {
            written.put(stream, (long) report.written());
          }
          if (report.specialErrors() > 0) {
            expected.put(stream, (long) report.specialErrors());
          }
        });
    return written.equals(archived)
        && expected.equals(live.byStream())
        && expected.equals(fromArchive.byStream())
        && live.number() == expected()
        && fromArchive.number() == expected()
        && times(live.newest()).equals(times(fromArchive.newest()));
  }

  List<String> lines() {
    Table table =
        new Table("log stream", "written", "archived", "special errors", "live", "archive");
    reports.forEach(
        (stream, report) ->
            table.row(
                stream,
                report.written(),
                archived.getOrDefault(stream, 0L),
                report.specialErrors(),
                live.byStream().getOrDefault(stream, 0L),
                fromArchive.byStream().getOrDefault(stream, 0L)));
    table.row("all", written(), archivedInAll(), expected(), live.number(), fromArchive.number());
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("  the newest of them, live:");
    lines.addAll(newest(live.newest()));
    lines.add("  and in the archive:");
    lines.addAll(newest(fromArchive.newest()));
    return lines;
  }

  String verdict() {
    return "written="
        + written()
        + " archived="
        + archivedInAll()
        + " special-errors expected="
        + expected()
        + " live="
        + live.number()
        + " archive="
        + fromArchive.number()
        + (agree() ? " agree" : " DISAGREE");
  }

  private long written() {
    return reports.values().stream().mapToLong(WorkerReport::written).sum();
  }

  private long archivedInAll() {
    return archived.values().stream().mapToLong(Long::longValue).sum();
  }

  private long expected() {
    return reports.values().stream().mapToLong(WorkerReport::specialErrors).sum();
  }

  /**
   * Rows of one millisecond have no order among themselves, so messages are no ground for a
   * comparison; times are.
   */
  private static List<String> times(List<Row> rows) {
    return rows.stream().map(row -> row.text("@timestamp")).toList();
  }

  private static List<String> newest(List<Row> rows) {
    return rows.stream()
        .limit(NEWEST_SHOWN)
        .map(row -> "    " + row.text("@timestamp") + "  " + shortened(row.text("@message")))
        .toList();
  }

  private static String shortened(String message) {
    return message.codePointCount(0, message.length()) <= MESSAGE_SHOWN
        ? message
        : message.substring(0, message.offsetByCodePoints(0, MESSAGE_SHOWN)) + "…";
  }
}
