package io.logstrata.archiver.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.logstrata.archiver.setup.declare.DeclaredFilter;
import io.logstrata.archiver.setup.declare.DeclaredFilter.Kind;
import io.logstrata.insights.model.Absent;
import java.util.List;
import java.util.Optional;

/** Makes a filter of an alarm's members {@code filter} and {@code absentStatus}. */
final class FilterCheck {
  private static final String FILTER = "filter";
  private static final String ABSENT = "absentStatus";
  private static final String PATTERN = "pattern";

  private final Members alarm;
  private final List<String> problems;

  FilterCheck(Members alarm, List<String> problems) {
    this.alarm = alarm;
    this.problems = problems;
  }

  /** Empty after a problem. */
  Optional<DeclaredFilter> filter() {
    final Optional<Absent> absent =
        alarm.oneOf(
            ABSENT,
            List.of("counts", "doesNotCount"),
            List.of(Absent.COUNTS, Absent.DOES_NOT_COUNT));
    JsonNode given = alarm.get(FILTER);
    if (given.isObject()) {
      Members only = new Members(alarm.place() + "." + FILTER, given, problems, List.of(PATTERN));
      String text = only.required(PATTERN, "the text of a filter pattern");
      return only.get(PATTERN).isTextual() ? filter(Kind.PATTERN, text, absent) : Optional.empty();
    }
    String text =
        alarm.required(
            FILTER,
            "\"error-special\", a filter pattern in braces, or a condition of an Insights query");
    return given.isTextual() ? filter(DeclaredFilter.kindOf(text), text, absent) : Optional.empty();
  }

  private Optional<DeclaredFilter> filter(Kind kind, String text, Optional<Absent> absent) {
    try {
      boolean open = DeclaredFilter.leavesAbsentOpen(kind, text);
      if (open && !alarm.has(ABSENT)) {
        problems.add(
            alarm.place()
                + ": \""
                + ABSENT
                + "\" is missing: does an event count that lacks the field? Give \"counts\" or"
                + " \"doesNotCount\"");
        return Optional.empty();
      }
      if (!open && alarm.has(ABSENT)) {
        alarm.problem(
            ABSENT,
            "changes nothing, since the filter itself says which events without a field count:"
                + " remove it");
        return Optional.empty();
      }
      if (open && absent.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new DeclaredFilter(kind, text, absent));
    } catch (IllegalArgumentException e) {
      alarm.problem(FILTER, said(kind, e));
      return Optional.empty();
    }
  }

  private static String said(Kind kind, IllegalArgumentException e) {
    String what = e.getMessage().lines().findFirst().orElse("");
    return switch (kind) {
      case PATTERN -> "is no filter pattern: " + what;
      case SPECIAL -> what;
      case INSIGHTS ->
          "cannot be the filter of an alarm: "
              + what
              + ". (It is read as a condition of an Insights query; a pattern of words is given as"
              + " { \"pattern\": … })";
    };
  }
}
