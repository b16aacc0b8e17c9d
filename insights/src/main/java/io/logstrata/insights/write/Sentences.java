package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Literal;

/**
 * Conditions in one line for people: for the description of an alarm, or the title of a table. Not
 * read back by anything.
 *
 * <pre>{@code
 * Sentences.write(condition); // level is "error" and statusCode is none of 400, 404, or absent
 * }</pre>
 */
public final class Sentences implements Condition.Visitor<String> {
  private static final Sentences INSTANCE = new Sentences();

  private Sentences() {}

  /**
   * The condition in words.
   *
   * @throws NotWritable if it holds a name that Insights QL cannot write
   */
  public static String write(Condition condition) {
    return condition.accept(INSTANCE);
  }

  @Override
  public String comparison(Condition.Comparison condition) {
    String operator =
        switch (condition.operator()) {
          case EQUAL -> " is ";
          case NOT_EQUAL -> " is not ";
          case LESS -> " is less than ";
          case AT_MOST -> " is at most ";
          case GREATER -> " is greater than ";
          case AT_LEAST -> " is at least ";
        };
    return words(condition.left())
        + operator
        + words(condition.right())
        + absent(condition.absent());
  }

  @Override
  public String membership(Condition.Membership condition) {
    return words(condition.subject())
        + (condition.negated() ? " is none of " : " is one of ")
        + condition.values().stream().map(Sentences::words).collect(joining(", "))
        + (condition.absent() == Absent.COUNTS ? ", or absent" : "");
  }

  @Override
  public String textMatch(Condition.TextMatch condition) {
    String verb =
        switch (condition.place()) {
          case ANYWHERE -> condition.negated() ? " does not contain " : " contains ";
          case START -> condition.negated() ? " does not start with " : " starts with ";
          case END -> condition.negated() ? " does not end with " : " ends with ";
        };
    return words(condition.subject())
        + verb
        + words(new Literal.Text(condition.text()))
        + absent(condition.absent());
  }

  @Override
  public String regexMatch(Condition.RegexMatch condition) {
    return words(condition.subject())
        + (condition.negated() ? " does not match " : " matches ")
        + inOneLine(Quoting.regex(condition.regex().pattern()))
        + absent(condition.absent());
  }

  @Override
  public String subnet(Condition.Subnet condition) {
    return words(condition.subject())
        + (condition.negated() ? " is not within " : " is within ")
        + condition.block().text()
        + absent(condition.absent());
  }

  @Override
  public String presence(Condition.Presence condition) {
    return words(condition.subject()) + (condition.present() ? " is present" : " is absent");
  }

  @Override
  public String allOf(Condition.AllOf condition) {
    return condition.conditions().stream()
        .map(
            part ->
                part instanceof Condition.AnyOf ? '(' + part.accept(this) + ')' : part.accept(this))
        .collect(joining(" and "));
  }

  @Override
  public String anyOf(Condition.AnyOf condition) {
    return condition.conditions().stream()
        .map(
            part ->
                part instanceof Condition.AllOf ? '(' + part.accept(this) + ')' : part.accept(this))
        .collect(joining(" or "));
  }

  @Override
  public String not(Condition.Not condition) {
    return "not (" + condition.condition().accept(this) + ')';
  }

  @Override
  public String holds(Condition.Holds condition) {
    return words(condition.expression()) + " holds";
  }

  static String words(Expression expression) {
    return inOneLine(InsightsWriter.write(expression));
  }

  private static String absent(Absent absent) {
    return absent == Absent.COUNTS ? " or absent" : "";
  }

  static String inOneLine(String text) {
    return text.replaceAll("\\R", "\u23CE").replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD");
  }
}
