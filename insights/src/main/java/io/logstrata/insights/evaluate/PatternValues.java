package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Pattern.ValueTest;
import io.logstrata.insights.model.Regex;
import java.math.BigDecimal;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What filter patterns ask of one value, in JSON or in a line of words. */
final class PatternValues implements ValueTest.ValueVisitor<Predicate<Value>> {
  static final PatternValues OF_JSON = new PatternValues(false);
  static final PatternValues OF_WORDS = new PatternValues(true);

  private final boolean wordsAreNumbers;

  private PatternValues(boolean wordsAreNumbers) {
    this.wordsAreNumbers = wordsAreNumbers;
  }

  static java.util.regex.Pattern compile(String regex) {
    return new Regex(regex).compile();
  }

  @Override
  public Predicate<Value> text(ValueTest.Text test) {
    String[] pieces = test.glob().split("\\*", -1);
    return value -> globMatches(pieces, value.text()) == test.equal();
  }

  @Override
  public Predicate<Value> number(ValueTest.Num test) {
    BigDecimal wanted = test.value();
    IntPredicate holds =
        switch (test.operator()) {
          case EQUAL -> order -> order == 0;
          case NOT_EQUAL -> order -> order != 0;
          case LESS -> order -> order < 0;
          case AT_MOST -> order -> order <= 0;
          case GREATER -> order -> order > 0;
          case AT_LEAST -> order -> order >= 0;
        };
    return value -> {
      boolean isNumber =
          value.kind() == Value.Kind.NUMBER || (wordsAreNumbers && !Double.isNaN(value.number()));
      if (isNumber && Double.isFinite(value.number())) {
        return holds.test(new BigDecimal(value.text()).compareTo(wanted));
      }
      return !test.operator().isOrdering()
          && holds.test(value.text().equals(test.spelling()) ? 0 : 1);
    };
  }

  @Override
  public Predicate<Value> regex(ValueTest.Regex test) {
    java.util.regex.Pattern pattern = compile(test.regex());
    return value -> pattern.matcher(value.text()).find() == test.equal();
  }

  /**
   * As observed on the service: each piece between stars is taken where it first occurs behind the
   * one before it, without second thoughts, so that {@code *11} does not match 1111.
   */
  private static boolean globMatches(String[] pieces, String text) {
    if (pieces.length == 1) {
      return text.equals(pieces[0]);
    }
    if (!text.startsWith(pieces[0])) {
      return false;
    }
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length; i++) {
      int found = text.indexOf(pieces[i], at);
      if (found < 0) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return pieces[pieces.length - 1].isEmpty() || at == text.length();
  }
}
