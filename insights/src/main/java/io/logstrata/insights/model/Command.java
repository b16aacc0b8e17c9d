package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One stage of a query.
 *
 * <pre>{@code
 * Command newest = new Command.Sort(List.of(new SortKey(Field.path("@timestamp"), true)));
 * }</pre>
 */
public sealed interface Command {

  /** Columns to show, in addition to those of other {@code fields} commands. */
  record Fields(List<Named> columns) implements Command {
    public Fields {
      columns = atLeastOne(columns, "fields");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fields(this);
    }
  }

  /** Columns to show, and no others; the last one of a query counts. */
  record Display(List<Named> columns) implements Command {
    public Display {
      columns = atLeastOne(columns, "display");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.display(this);
    }
  }

  /** Events, or rows after {@code stats}, to keep. */
  record Filter(Condition condition) implements Command {
    public Filter {
      requireNonNull(condition, "condition");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** The order of the rows. */
  record Sort(List<SortKey> keys) implements Command {
    public Sort {
      keys = atLeastOne(keys, "sort");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sort(this);
    }
  }

  /**
   * How many rows at most, 1 to 100,000; {@code any} stops the scan early and promises no order.
   */
  record Limit(int count, boolean any) implements Command {
    public static final int MOST = 100_000;

    public Limit {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException("limit " + count + ": the service takes 1 to 100000");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.limit(this);
    }
  }

  /** The first row of each combination of these fields; rows that lack one are all kept. */
  record Dedup(List<Field> by) implements Command {
    public Dedup {
      by = atLeastOne(by, "dedup");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dedup(this);
    }
  }

  /**
   * Aggregates of each group; later commands see only these columns. An {@code offset} moves the
   * edges of the buckets of {@code bin} by so much.
   */
  record Stats(List<Named> aggregates, List<Named> by, Optional<Period> offset) implements Command {
    public Stats {
      aggregates = atLeastOne(aggregates, "stats");
      by = List.copyOf(by);
      if (offset.isPresent()) {
        if (by.stream().noneMatch(Stats::isBin)) {
          throw new IllegalArgumentException(
              "offset moves the buckets of bin: write it behind by bin(5m)");
        }
        if (offset.get().unit().millis() == 0) {
          throw new IllegalArgumentException(
              "an offset of "
                  + offset.get().text()
                  + " has no fixed length: give weeks, days or a smaller unit");
        }
      }
    }

    /** Without an offset. */
    public Stats(List<Named> aggregates, List<Named> by) {
      this(aggregates, by, Optional.empty());
    }

    private static boolean isBin(Named key) {
      return key.expression() instanceof Expression.Call call && call.function() == Function.BIN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stats(this);
    }
  }

  /** Fields cut out of a text: each star of the pattern is the next name. */
  record ParseGlob(Field source, String pattern, List<String> names) implements Command {
    public ParseGlob {
      requireNonNull(source, "source");
      names = atLeastOne(names, "parse");
      long stars = pattern.chars().filter(c -> c == '*').count();
      if (stars != names.size()) {
        throw new IllegalArgumentException(
            "parse has "
                + stars
                + (stars == 1 ? " star" : " stars")
                + " and "
                + names.size()
                + (names.size() == 1 ? " name" : " names")
                + ": give one name for each star");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parseGlob(this);
    }
  }

  /** Fields cut out of a text: each named group of the expression is one. */
  record ParseRegex(Field source, Regex regex) implements Command {
    public ParseRegex {
      requireNonNull(source, "source");
      if (regex.groupNames().isEmpty()) {
        throw new IllegalArgumentException(
            "parse /"
                + regex.pattern()
                + "/ has no named group: write (?<name>...) around what to keep");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parseRegex(this);
    }
  }

  private static <T> List<T> atLeastOne(List<T> items, String command) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException(command + " needs at least one column");
    }
    return List.copyOf(items);
  }

  <R> R accept(Visitor<R> visitor);

  /** One method a kind: a renderer that forgets one does not compile. */
  interface Visitor<R> {
    R fields(Fields command);

    R display(Display command);

    R filter(Filter command);

    R sort(Sort command);

    R limit(Limit command);

    R dedup(Dedup command);

    R stats(Stats command);

    R parseGlob(ParseGlob command);

    R parseRegex(ParseRegex command);
  }
}
