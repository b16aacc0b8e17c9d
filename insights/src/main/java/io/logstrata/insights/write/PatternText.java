package io.logstrata.insights.write;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.ValueTest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Filter patterns as text; each part of an and or an or gets its parentheses.
 *
 * <pre>{@code
 * PatternText.write(PatternReader.read("{$.a=1}")); // { $.a = 1 }
 * }</pre>
 */
public final class PatternText
    implements Pattern.Visitor<String>, Node.NodeVisitor<String>, ValueTest.ValueVisitor<String> {
  /** The longest pattern that the service takes (API reference, FilterPattern). */
  public static final int MOST_CHARACTERS = 1_024;

  private static final PatternText INSTANCE = new PatternText();

  private PatternText() {}

  /**
   * The pattern as text.
   *
   * @throws NotWritable if it is longer than the service takes, or holds half of a character
   */
  public static String write(Pattern pattern) {
    String text = pattern.accept(INSTANCE);
    Lengths.check(
        "pattern",
        text,
        MOST_CHARACTERS,
        PatternParts.of(pattern),
        "make two metric filters of it");
    return WholeCharacters.check(text, "filter pattern");
  }

  @Override
  public String everything(Pattern.Everything pattern) {
    return "";
  }

  @Override
  public String terms(Pattern.Terms pattern) {
    return termsOf(pattern).collect(joining(" "));
  }

  static Stream<String> termsOf(Pattern.Terms pattern) {
    return Stream.of(
            terms("", pattern.included()),
            terms("-", pattern.excluded()),
            terms("?", pattern.optional()))
        .flatMap(terms -> terms);
  }

  private static Stream<String> terms(String prefix, List<Pattern.Term> terms) {
    return terms.stream()
        .map(term -> prefix + (term.regex() ? '%' + term.text() + '%' : quoted(term.text())));
  }

  @Override
  public String json(Pattern.Json pattern) {
    return "{ " + pattern.condition().accept(this) + " }";
  }

  @Override
  public String delimited(Pattern.Delimited pattern) {
    return pattern.slots().stream().map(PatternText::slot).collect(joining(", ", "[", "]"));
  }

  static String node(Node node) {
    return node.accept(INSTANCE);
  }

  static String slot(Pattern.Slot slot) {
    if (slot.ellipsis()) {
      return "...";
    }
    return slot.anyOf().isEmpty()
        ? slot.name()
        : slot.anyOf().stream()
            .map(
                all ->
                    all.stream()
                        .map(test -> slot.name() + ' ' + test.accept(INSTANCE))
                        .collect(joining(" && ")))
            .collect(joining(" || "));
  }

  @Override
  public String compare(Node.Compare node) {
    return selector(node.selector()) + ' ' + node.test().accept(this);
  }

  @Override
  public String is(Node.Is node) {
    return selector(node.selector()) + " IS " + node.what();
  }

  @Override
  public String notExists(Node.NotExists node) {
    return selector(node.selector()) + " NOT EXISTS";
  }

  @Override
  public String and(Node.And node) {
    return node.nodes().stream()
        .map(part -> '(' + part.accept(this) + ')')
        .collect(joining(" && "));
  }

  @Override
  public String or(Node.Or node) {
    return node.nodes().stream()
        .map(part -> '(' + part.accept(this) + ')')
        .collect(joining(" || "));
  }

  @Override
  public String text(ValueTest.Text test) {
    return operator(test.equal()) + ' ' + (test.glob().equals("*") ? "*" : quoted(test.glob()));
  }

  @Override
  public String number(ValueTest.Num test) {
    return test.operator().symbol() + ' ' + test.spelling();
  }

  @Override
  public String regex(ValueTest.Regex test) {
    return operator(test.equal()) + " %" + test.regex() + '%';
  }

  static String selector(Selector selector) {
    StringBuilder text = new StringBuilder("$");
    for (Selector.Step step : selector.steps()) {
      text.append(
          switch (step.kind()) {
            case KEY -> key(step.key());
            case INDEX -> "[" + step.index() + ']';
            case ANY_KEY -> ".*";
            case ANY_ITEM -> "[*]";
          });
    }
    return text.toString();
  }

  private static String key(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? '.' + key : ".['" + key + "']";
  }

  private static String operator(boolean equal) {
    return (equal ? Comparator.EQUAL : Comparator.NOT_EQUAL).symbol();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
