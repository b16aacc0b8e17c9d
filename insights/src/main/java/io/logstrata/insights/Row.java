package io.logstrata.insights;

import io.logstrata.insights.model.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One row of a result: columns in order, values as the service returns them, which is as text. A
 * column without a value is left out.
 *
 * <pre>{@code
 * for (Row row : result.completeRows()) {
 *   System.out.println(row.text("@logStream") + " " + row.count("errors"));
 * }
 * }</pre>
 *
 * @param cells column to value
 */
public record Row(Map<String, String> cells) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  public Row {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** The columns that have a value, in order. */
  public List<String> columns() {
    return List.copyOf(cells.keySet());
  }

  /** The value, if the row has one. */
  public Optional<String> find(String column) {
    return Optional.ofNullable(cells.get(column));
  }

  /**
   * The value.
   *
   * @throws NoSuchElementException if the row has none in this column
   */
  public String text(String column) {
    return find(column)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "the row has no " + column + ", only " + cells.keySet()));
  }

  /** The value as a number. */
  public double number(String column) {
    String text = text(column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          column + " is \"" + text + "\" and no number: read it as text", e);
    }
  }

  /** The value as a whole number. */
  public long count(String column) {
    return Math.round(number(column));
  }

  /** The value as a point in time: the service writes {@code 2026-11-22 10:30:00.000}, in UTC. */
  public Instant time(String column) {
    return LocalDateTime.parse(text(column), TIME).toInstant(ZoneOffset.UTC);
  }

  /** The text of a field, if the row has it. */
  public Optional<String> find(TypedField<?> field) {
    Field named = field.field();
    return find(named.name());
  }
}
