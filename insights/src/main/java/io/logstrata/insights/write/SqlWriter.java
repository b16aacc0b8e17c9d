package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import java.math.BigDecimal;

/**
 * Conditions as SQL. Every part is TRUE or FALSE, never NULL, so that NOT means what it says; what
 * was read from a text without a guard keeps absent fields, as the evaluator does unless told
 * otherwise.
 */
public final class SqlWriter implements Condition.Visitor<String> {
  private static final String NUMBER = "'\\A[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z'";
  // Above this a DOUBLE no longer tells neighbouring whole numbers apart.
  private static final BigDecimal EXACT = BigDecimal.valueOf(9_007_199_254_740_992L);

  private final SqlDialect dialect;

  private SqlWriter(SqlDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The condition, as it stands after WHERE.
   *
   * @throws NotWritable if the dialect cannot say it, naming the part
   */
  public static String write(Condition condition, SqlDialect dialect) {
    return condition.accept(new SqlWriter(dialect));
  }

  @Override
  public String comparison(Condition.Comparison condition) {
    Column column = column(condition.left());
    if (!(condition.right() instanceof Literal literal)) {
      throw new NotWritable(
          "SQL is written for comparisons with a constant: compare "
              + InsightsWriter.write(condition.right())
              + " in an Insights query");
    }
    if (!condition.operator().isOrdering()) {
      return total(
          column,
          equality(column, literal),
          condition.operator() == Comparator.NOT_EQUAL,
          condition.absent());
    }
    if (!(literal instanceof Literal.Num number)) {
      throw new NotWritable("only numbers are ordered: " + InsightsWriter.write(condition));
    }
    String ordered =
        cast(column.value, number)
            + ' '
            + condition.operator().symbol()
            + ' '
            + cast(text(number.plain()), number);
    return total(
        column,
        "CASE WHEN " + dialect.finds(column.value, NUMBER) + " THEN " + ordered + " ELSE FALSE END",
        false,
        condition.absent());
  }

  @Override
  public String membership(Condition.Membership condition) {
    Column column = column(condition.subject());
    String any =
        condition.values().stream()
            .map(value -> equality(column, value))
            .collect(joining(" OR ", "(", ")"));
    return total(column, any, condition.negated(), condition.absent());
  }

  @Override
  public String textMatch(Condition.TextMatch condition) {
    Column column = column(condition.subject());
    String text = text(condition.text());
    String match =
        switch (condition.place()) {
          case ANYWHERE -> dialect.contains(column.value, text);
          case START -> "starts_with(" + column.value + ", " + text + ')';
          case END -> dialect.endsWith(column.value, text);
        };
    return total(column, match, condition.negated(), condition.absent());
  }

  @Override
  public String regexMatch(Condition.RegexMatch condition) {
    Column column = column(condition.subject());
    return total(
        column,
        dialect.finds(column.value, text(condition.regex().pattern())),
        condition.negated(),
        condition.absent());
  }

  @Override
  public String subnet(Condition.Subnet condition) {
    throw new NotWritable(
        "SQL has no look-up of "
            + condition.block().text()
            + " that all dialects share: match the beginning of the address");
  }

  @Override
  public String presence(Condition.Presence condition) {
    return column(condition.field()).value + (condition.present() ? " IS NOT NULL" : " IS NULL");
  }

  @Override
  public String allOf(Condition.AllOf condition) {
    return condition.conditions().stream()
        .map(part -> part.accept(this))
        .collect(joining(" AND ", "(", ")"));
  }

  @Override
  public String anyOf(Condition.AnyOf condition) {
    return condition.conditions().stream()
        .map(part -> part.accept(this))
        .collect(joining(" OR ", "(", ")"));
  }

  @Override
  public String not(Condition.Not condition) {
    return "NOT (" + condition.condition().accept(this) + ')';
  }

  @Override
  public String holds(Condition.Holds condition) {
    throw new NotWritable(
        "SQL is written for comparisons, not for functions: "
            + InsightsWriter.write(condition.expression())
            + " can be asked in an Insights query");
  }

  private String equality(Column column, Literal literal) {
    if (literal instanceof Literal.Text text) {
      return column.value + " = " + text(text.value());
    }
    if (literal instanceof Literal.Bool bool) {
      return '(' + column.value + " = '" + bool.value() + "' AND NOT " + column.isText + ')';
    }
    Literal.Num number = (Literal.Num) literal;
    return "CASE WHEN "
        + column.isText
        + " THEN "
        + column.value
        + " = "
        + text(number.plain())
        + " ELSE "
        + cast(column.value, number)
        + " = "
        + cast(text(number.plain()), number)
        + " END";
  }

  private static String total(Column column, String test, boolean negated, Absent absent) {
    String holds = "COALESCE(" + test + ", FALSE)";
    if (!negated) {
      return holds;
    }
    return absent == Absent.DOES_NOT_COUNT
        ? '(' + column.value + " IS NOT NULL AND NOT " + holds + ')'
        : "NOT " + holds;
  }

  private static String cast(String value, Literal.Num compared) {
    return "TRY_CAST("
        + value
        + " AS "
        + (compared.value().abs().compareTo(EXACT) < 0 ? "DOUBLE" : "DECIMAL(38, 9)")
        + ')';
  }

  private static String text(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new NotWritable("SQL cannot write a text that holds a zero character");
    }
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** A field's value as text, and whether it is a JSON text. */
  private record Column(String value, String isText) {}

  private Column column(Expression expression) {
    if (!(expression instanceof Field field)) {
      throw new NotWritable(
          "SQL is written for comparisons of fields: "
              + InsightsWriter.write(expression)
              + " can be asked in an Insights query");
    }
    if (field.isGenerated()) {
      return switch (field.name()) {
        case "@message" -> new Column("message", "TRUE");
        case "@logStream" -> new Column("log_stream", "TRUE");
        case "@log" -> new Column("log", "TRUE");
        case "@timestamp" -> new Column("CAST(epoch_millis AS VARCHAR)", "FALSE");
        default ->
            throw new NotWritable(
                "the table has no column for "
                    + field.name()
                    + ": it has message, log_stream, log and epoch_millis");
      };
    }
    String path = text(path(field));
    return new Column(dialect.scalar(path), dialect.isText(path));
  }

  private String path(Field field) {
    StringBuilder path = new StringBuilder("$");
    boolean first = true;
    for (String segment : field.path()) {
      String key = first && segment.startsWith("@@") ? segment.substring(1) : segment;
      if (key.indexOf('"') >= 0 || key.indexOf('\\') >= 0) {
        throw new NotWritable(
            "SQL cannot name the field "
                + field.name()
                + ", for the quote or backslash in it: rename it where it is logged");
      }
      boolean index = !first && key.matches("0|[1-9][0-9]{0,8}");
      path.append(
          index
              ? '[' + key + ']'
              : dialect == SqlDialect.DUCKDB ? ".\"" + key + '"' : "[\"" + key + "\"]");
      first = false;
    }
    return path.toString();
  }
}
