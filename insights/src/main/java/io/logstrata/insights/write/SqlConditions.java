package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Literal;

/**
 * Conditions as SQL. Every part is TRUE or FALSE, never NULL, so that NOT means what it says; what
 * was read from a text without a guard keeps absent fields, as the evaluator does unless told
 * otherwise.
 */
final class SqlConditions implements Condition.Visitor<String> {
  private final SqlEngine engine;
  private final SqlExpressions expressions;

  SqlConditions(SqlEngine engine, SqlExpressions expressions) {
    this.engine = engine;
    this.expressions = expressions;
  }

  @Override
  public String comparison(Condition.Comparison condition) {
    SqlValue value = condition.left().accept(expressions);
    if (!(condition.right() instanceof Literal literal)) {
      return compared(condition, value, condition.right().accept(expressions));
    }
    if (!condition.operator().isOrdering()) {
      return total(
          value,
          equality(value, literal),
          condition.operator() == Comparator.NOT_EQUAL,
          condition.absent());
    }
    if (!(literal instanceof Literal.Num number)) {
      throw new NotWritable(
          "only numbers are ordered, and "
              + InsightsWriter.write(literal)
              + " is none: compare with a number, or match the beginning of the text");
    }
    return total(value, ordering(value, condition.operator(), number), false, condition.absent());
  }

  private String compared(Condition.Comparison condition, SqlValue left, SqlValue right) {
    String symbol = condition.operator().symbol();
    if (condition.operator().isOrdering()) {
      return "COALESCE(" + SqlComparisons.ordered(left, symbol, right, engine) + ", FALSE)";
    }
    String equal = "COALESCE(" + SqlComparisons.equal(left, right, engine) + ", FALSE)";
    if (condition.operator() == Comparator.EQUAL) {
      return equal;
    }
    return condition.absent() == Absent.DOES_NOT_COUNT
        ? '('
            + left.sql()
            + " IS NOT NULL AND "
            + right.sql()
            + " IS NOT NULL AND NOT "
            + equal
            + ')'
        : "NOT " + equal;
  }

  private String ordering(SqlValue value, Comparator operator, Literal.Num number) {
    String bound = SqlText.text(number.plain());
    String compared =
        SqlText.isExact(number)
            ? SqlText.number(value.sql()) + ' ' + operator.symbol() + ' ' + SqlText.number(bound)
            : SqlComparisons.compared(value.sql(), operator.symbol(), bound);
    return value.isNumeric()
        ? compared
        : "CASE WHEN " + value.spellsNumber(engine) + " THEN " + compared + " ELSE FALSE END";
  }

  @Override
  public String membership(Condition.Membership condition) {
    SqlValue value = condition.subject().accept(expressions);
    String any =
        condition.values().stream()
            .map(literal -> equality(value, literal))
            .collect(joining(" OR ", "(", ")"));
    return total(value, any, condition.negated(), condition.absent());
  }

  @Override
  public String textMatch(Condition.TextMatch condition) {
    SqlValue value = condition.subject().accept(expressions);
    String subject = value.text(engine);
    String text = SqlText.text(condition.text());
    String match =
        switch (condition.place()) {
          case ANYWHERE -> engine.contains(subject, text);
          case START -> "starts_with(" + subject + ", " + text + ')';
          case END -> engine.endsWith(subject, text);
        };
    return total(value, match, condition.negated(), condition.absent());
  }

  @Override
  public String regexMatch(Condition.RegexMatch condition) {
    SqlValue value = condition.subject().accept(expressions);
    String regex = SqlText.text(SqlRegexes.withoutNames(condition.regex().pattern()));
    return total(
        value, engine.finds(value.text(engine), regex), condition.negated(), condition.absent());
  }

  @Override
  public String subnet(Condition.Subnet condition) {
    SqlValue value = condition.subject().accept(expressions);
    return total(
        value,
        SqlAddresses.within(value.text(engine), condition.block(), engine),
        condition.negated(),
        condition.absent());
  }

  @Override
  public String presence(Condition.Presence condition) {
    return condition.subject().accept(expressions).sql()
        + (condition.present() ? " IS NOT NULL" : " IS NULL");
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
    SqlValue value = condition.expression().accept(expressions);
    String isOne = "COALESCE(" + value.number(engine) + " = 1, FALSE)";
    return value.isNumeric()
        ? isOne
        : "(COALESCE(" + equality(value, new Literal.Bool(true)) + ", FALSE) OR " + isOne + ')';
  }

  private String equality(SqlValue value, Literal literal) {
    if (literal instanceof Literal.Text text) {
      return value.text(engine) + " = " + SqlText.text(text.value());
    }
    if (literal instanceof Literal.Bool bool) {
      return value.kind() == SqlValue.Kind.SCALAR
          ? '(' + value.sql() + " = '" + bool.value() + "' AND NOT " + value.isText() + ')'
          : "FALSE";
    }
    Literal.Num number = (Literal.Num) literal;
    String wanted = SqlText.text(number.plain());
    String asNumber =
        SqlText.isExact(number)
            ? SqlText.number(value.sql()) + " = " + SqlText.number(wanted)
            : SqlComparisons.compared(value.sql(), "=", wanted);
    return switch (value.kind()) {
      case NUMBER, TIME -> asNumber;
      case TEXT -> value.sql() + " = " + wanted;
      case SCALAR ->
          "CASE WHEN "
              + value.isText()
              + " THEN "
              + value.sql()
              + " = "
              + wanted
              + " ELSE "
              + asNumber
              + " END";
    };
  }

  private static String total(SqlValue value, String test, boolean negated, Absent absent) {
    String holds = "COALESCE(" + test + ", FALSE)";
    if (!negated) {
      return holds;
    }
    return absent == Absent.DOES_NOT_COUNT
        ? '(' + value.sql() + " IS NOT NULL AND NOT " + holds + ')'
        : "NOT " + holds;
  }
}
