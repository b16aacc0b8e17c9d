package io.logstrata.insights.evaluate;

import static io.logstrata.insights.evaluate.Test.FALSE;
import static io.logstrata.insights.evaluate.Test.TRUE;
import static io.logstrata.insights.evaluate.Test.UNKNOWN;
import static io.logstrata.insights.evaluate.Test.known;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Literal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Makes conditions ready to be asked, millions of times a second. */
final class ConditionCompiler implements Condition.Visitor<Test> {
  private final AbsentFields absentFields;
  private final ExpressionCompiler expressions;

  ConditionCompiler(Layout layout, AbsentFields absentFields) {
    this.absentFields = absentFields;
    this.expressions = new ExpressionCompiler(layout, this);
  }

  Test compile(Condition condition) {
    return condition.accept(this);
  }

  ExpressionCompiler expressions() {
    return expressions;
  }

  @Override
  public Test comparison(Condition.Comparison condition) {
    Operand left = expressions.compile(condition.left());
    Operand right = expressions.compile(condition.right());
    if (!condition.operator().isOrdering()) {
      boolean wanted = condition.operator() == Comparator.EQUAL;
      int onAbsent = wanted ? UNKNOWN : onAbsent(condition.absent());
      return row -> {
        Value a = left.of(row);
        Value b = right.of(row);
        return a == null || b == null ? onAbsent : known(isComparable(a, b, wanted));
      };
    }
    Predicate<Integer> holds = ordering(condition.operator());
    return row -> {
      Value a = left.of(row);
      Value b = right.of(row);
      return a == null || b == null
          ? UNKNOWN
          : known(a.isOrdered(b) && holds.test(a.compareNumbers(b)));
    };
  }

  private static Predicate<Integer> ordering(Comparator operator) {
    return switch (operator) {
      case LESS -> order -> order < 0;
      case AT_MOST -> order -> order <= 0;
      case GREATER -> order -> order > 0;
      case AT_LEAST -> order -> order >= 0;
      case EQUAL -> order -> order == 0;
      case NOT_EQUAL -> order -> order != 0;
    };
  }

  @Override
  public Test membership(Condition.Membership condition) {
    Operand subject = expressions.compile(condition.subject());
    Value[] values =
        condition.values().stream().map(ConditionCompiler::value).toArray(Value[]::new);
    return where(subject, condition.negated(), condition.absent(), value -> isOneOf(values, value));
  }

  /**
   * A boolean that is asked for is not the text that spells it; a text that is asked for is also a
   * boolean so spelled.
   */
  private static boolean isEqual(Value value, Value asked) {
    return value.isEqualTo(asked)
        && (asked.kind() != Value.Kind.BOOLEAN || value.kind() == Value.Kind.BOOLEAN);
  }

  /** A map or a list compares false with anything (user guide, structure types). */
  private static boolean isComparable(Value value, Value asked, boolean wanted) {
    return value.structure() == null
        && asked.structure() == null
        && isEqual(value, asked) == wanted;
  }

  private static boolean isOneOf(Value[] values, Value value) {
    for (Value candidate : values) {
      if (isEqual(value, candidate)) {
        return true;
      }
    }
    return false;
  }

  private static Value value(Literal literal) {
    return new ExpressionCompiler(new Layout(), null).compile(literal).of(new Value[0]);
  }

  @Override
  public Test textMatch(Condition.TextMatch condition) {
    String text = condition.text();
    Predicate<Value> test =
        switch (condition.place()) {
          case ANYWHERE -> value -> value.text().contains(text);
          case START -> value -> value.text().startsWith(text);
          case END -> value -> value.text().endsWith(text);
        };
    return where(
        expressions.compile(condition.subject()), condition.negated(), condition.absent(), test);
  }

  @Override
  public Test regexMatch(Condition.RegexMatch condition) {
    Pattern pattern = condition.regex().compile();
    return where(
        expressions.compile(condition.subject()),
        condition.negated(),
        condition.absent(),
        value -> find(pattern, value.text()));
  }

  private static boolean find(Pattern pattern, String text) {
    try {
      return pattern.matcher(text).find();
    } catch (StackOverflowError e) {
      throw new IllegalStateException(
          "the regular expression /"
              + pattern
              + "/ needs more stack than there is for a text of "
              + text.length()
              + " characters: repeat a class such as [ab]* instead of a group such as (a|b)*",
          e);
    }
  }

  @Override
  public Test subnet(Condition.Subnet condition) {
    Cidr block = condition.block();
    return where(
        expressions.compile(condition.subject()),
        condition.negated(),
        condition.absent(),
        value -> block.contains(value.text()));
  }

  @Override
  public Test presence(Condition.Presence condition) {
    Operand subject = expressions.compile(condition.subject());
    boolean wanted = condition.present();
    return row -> known(subject.of(row) != null == wanted);
  }

  @Override
  public Test allOf(Condition.AllOf condition) {
    Test[] parts = compile(condition.conditions());
    return row -> {
      int all = TRUE;
      for (Test part : parts) {
        int one = part.of(row);
        if (one == FALSE) {
          return FALSE;
        }
        all = one == UNKNOWN ? UNKNOWN : all;
      }
      return all;
    };
  }

  @Override
  public Test anyOf(Condition.AnyOf condition) {
    Test[] parts = compile(condition.conditions());
    return row -> {
      int any = FALSE;
      for (Test part : parts) {
        int one = part.of(row);
        if (one == TRUE) {
          return TRUE;
        }
        any = one == UNKNOWN ? UNKNOWN : any;
      }
      return any;
    };
  }

  @Override
  public Test not(Condition.Not condition) {
    Test test = compile(condition.condition());
    int onUnknown = onAbsent(condition.absent());
    return row -> {
      int truth = test.of(row);
      return truth == UNKNOWN ? onUnknown : known(truth == FALSE);
    };
  }

  @Override
  public Test holds(Condition.Holds condition) {
    Operand operand = expressions.compile(condition.expression());
    return row -> {
      Value value = operand.of(row);
      return value == null ? UNKNOWN : known(value.isTrue());
    };
  }

  private Test[] compile(List<Condition> conditions) {
    return conditions.stream().map(this::compile).toArray(Test[]::new);
  }

  private Test where(Operand subject, boolean negated, Absent absent, Predicate<Value> test) {
    int onAbsent = negated ? onAbsent(absent) : UNKNOWN;
    return row -> {
      Value value = subject.of(row);
      return value == null
          ? onAbsent
          : known(value.structure() == null && test.test(value) != negated);
    };
  }

  private int onAbsent(Absent absent) {
    return switch (absent) {
      case COUNTS -> TRUE;
      case DOES_NOT_COUNT -> FALSE;
      case AS_THE_SERVICE -> absentFields == AbsentFields.KEEP ? TRUE : UNKNOWN;
    };
  }
}
