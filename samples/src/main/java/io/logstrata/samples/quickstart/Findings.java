package io.logstrata.samples.quickstart;

import io.logstrata.insights.Row;
import io.logstrata.insights.evaluate.Event;
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
  private static final int TEXT_SHOWN = 80;

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
    lines.add("  time, status and text of the newest, live:");
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

  /** As a person reads them: the status and the text that the event's JSON holds. */
  private static List<String> newest(List<Row> rows) {
    return rows.stream().limit(NEWEST_SHOWN).map(Findings::readable).toList();
  }

  private static String readable(Row row) {
    Event event = Event.of(row.time("@timestamp"), row.text("@message"));
    String status = event.field("statusCode").orElse("-");
    String text = event.field("message").orElse(event.message()).replace("\n", "⏎ ");
    return "    " + row.text("@timestamp") + "  " + status + "  " + shortened(text);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= TEXT_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT_SHOWN)) + "…";
  }
}
